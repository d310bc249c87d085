/** Where a recording is to be played from. */
export interface RecordingPlace {
  readonly seconds: number;
  /** A person has moved it to the end: it stays there until it is moved or played, which is from the start then. */
  readonly isAtEnd: boolean;
}

export const recordingStart: RecordingPlace = { seconds: 0, isAtEnd: false };

/** Moved to `seconds` of a recording of `length` seconds; past either end is that end. */
export function movedTo(seconds: number, length: number): RecordingPlace {
  return { seconds: Math.min(Math.max(0, seconds), length), isAtEnd: seconds >= length };
}

/** The element has come to its end: played through it is ready at its start again, moved to the end it stays. */
export function placeWhenEnded(place: RecordingPlace, length: number): RecordingPlace {
  return place.isAtEnd ? { seconds: length, isAtEnd: true } : recordingStart;
}

/** Where play begins. */
export function placeToPlay(place: RecordingPlace): RecordingPlace {
  return place.isAtEnd ? recordingStart : place;
}
