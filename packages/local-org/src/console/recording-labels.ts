/** Texts of the recording component of a record page. */
export const recordingLabels = {
  title: "Call Recording",
  play: "Play recording",
  pause: "Pause playback",
  back: "Back 10 seconds",
  backSign: "−10 s",
  forward: "Forward 10 seconds",
  forwardSign: "+10 s",
  position: "Position in the recording",
  positionText: (position: string, length: string) => `${position} of ${length}`,
  speed: "Playback speed",
  loading: "The recording is being loaded …",
  again: "Try again",
} as const;

/** Why a recording cannot be heard, and what to do. */
export const recordingSentences = {
  awaited: "The recording is here once the call has ended.",
  never: "This call was not recorded.",
  noAccess: "You don’t have access to this recording. Log in to your phone in Omni-Channel to listen to it.",
  refused:
    "The phone system handed out no recording. It may not be ready yet, or you may have no access to it. Try again in a moment; if it stays, ask your administrator.",
  broken:
    "The recording could not be played, with a new address neither. Try again; if it stays, reload this page or ask your administrator.",
  untrusted: (origin: string) =>
    `This org’s pages may not play audio from ${origin}. Ask your administrator to add it in Setup, Trusted URLs, with the CSP directive media-src; then reload this page.`,
} as const;
