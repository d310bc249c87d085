import { expect, it } from "vitest";
import { movedTo, placeToPlay, placeWhenEnded, recordingStart } from "./recording-place.ts";

it("moves within the recording", () => {
  expect(movedTo(14, 60)).toEqual({ seconds: 14, isAtEnd: false });
  expect(movedTo(-6, 60)).toEqual({ seconds: 0, isAtEnd: false });
});

it("stays at the end when it is moved past it, however often", () => {
  const once = placeWhenEnded(movedTo(55 + 10, 60), 60);
  expect(once.seconds).toBe(60);
  expect(placeWhenEnded(movedTo(once.seconds + 10, 60), 60).seconds).toBe(60);
});

it("is left from the end backwards, and ends as one that is played through", () => {
  const back = movedTo(60 - 10, 60);
  expect(placeToPlay(back)).toEqual({ seconds: 50, isAtEnd: false });
  expect(placeWhenEnded(back, 60)).toEqual(recordingStart);
});

it("plays from the start once it is at the end", () => {
  expect(placeToPlay(movedTo(70, 60))).toEqual(recordingStart);
});
