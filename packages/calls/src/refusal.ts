/** A command that may not be carried out. Nothing has changed. `code` is stable and has its sentence in the server's table. */
export interface Refusal {
  readonly refused: true;
  readonly code: RefusalCode;
  /** Plain facts for the sentence, without personal data. */
  readonly detail: Readonly<Record<string, string | number>>;
}

export type RefusalCode =
  | "call.unknown"
  | "call.ended"
  | "call.wrong-state"
  | "call.not-yours"
  | "call.already-exists"
  | "leg.unknown"
  | "leg.wrong-state"
  | "request.pending"
  | "recording.off"
  | "participants.too-many"
  | "participants.too-few"
  | "agent.unknown"
  | "agent.busy"
  | "agent.offline"
  | "agent.no-capacity"
  | "session.superseded"
  | "supervision.own-call"
  | "supervision.not-supervising";
