/** Bounds of one socket; durations in milliseconds. docs/errors.md names what happens beyond them. */
export interface SocketLimits {
  /** Until hello must have come. */
  readonly helloMs: number;
  /** How often the server says that it is there, and looks whether the client is. */
  readonly beatMs: number;
  /** A holder not heard for so long is let go (design, section 3). */
  readonly silentMs: number;
  /** Larger frames are refused by the WebSocket layer with close code 1009. */
  readonly maxFrameBytes: number;
  /** Frames of one client that wait to be handled. */
  readonly maxWaitingFrames: number;
  /** Bytes sent and not yet taken by the client's side. */
  readonly maxBufferedBytes: number;
  readonly drainMs: number;
  /** Signals read at once. */
  readonly batch: number;
  /** How often it is asked whether the session was ended on another server. */
  readonly recheckMs: number;
}

export const socketLimits: SocketLimits = {
  helloMs: 5_000,
  beatMs: 1_000,
  silentMs: 3_000,
  maxFrameBytes: 16_384,
  maxWaitingFrames: 16,
  maxBufferedBytes: 1_048_576,
  drainMs: 10_000,
  batch: 100,
  recheckMs: 10_000,
};
