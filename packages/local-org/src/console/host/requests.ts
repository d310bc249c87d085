import { sentences } from "../labels.ts";

/** What the console asks of the connector and hears an answer to. */
export type RequestType =
  | "DIAL"
  | "ACCEPT_CALL"
  | "DECLINE_CALL"
  | "END_CALL"
  | "MUTE"
  | "UNMUTE"
  | "HOLD"
  | "RESUME"
  | "PAUSE_RECORDING"
  | "RESUME_RECORDING"
  | "ADD_PARTICIPANT"
  | "SWAP_PARTICIPANTS"
  | "CONFERENCE"
  | "SET_AGENT_STATUS"
  | "LOGOUT";

export interface RequestRule {
  /** Events that answer it. The wire has no ids: an answer is known by its event alone. */
  readonly answers: readonly string[];
  /** Names in ERROR or INFO that say it failed. */
  readonly failures: readonly string[];
  /** Said when nothing came in time. */
  readonly noAnswer: string;
}

const held = ["HOLD_TOGGLE"];

export const requestRules: Readonly<Record<RequestType, RequestRule>> = {
  DIAL: {
    answers: ["CALL_STARTED", "CALL_CONNECTED"],
    failures: ["CAN_NOT_START_THE_CALL", "INVALID_DESTINATION", "GENERIC_ERROR"],
    noAnswer: sentences.noAnswer.dial,
  },
  ACCEPT_CALL: {
    answers: ["CALL_CONNECTED", "CALL_STARTED", "HANGUP"],
    failures: ["CAN_NOT_ACCEPT_THE_CALL"],
    noAnswer: sentences.noAnswer.accept,
  },
  DECLINE_CALL: { answers: ["HANGUP"], failures: ["CAN_NOT_DECLINE_THE_CALL"], noAnswer: sentences.noAnswer.decline },
  END_CALL: {
    answers: ["HANGUP", "PARTICIPANT_REMOVED"],
    failures: ["CAN_NOT_END_THE_CALL"],
    noAnswer: sentences.noAnswer.end,
  },
  MUTE: {
    answers: ["MUTE_TOGGLE"],
    failures: ["CAN_NOT_MUTE_CALL", "CAN_NOT_TOGGLE_MUTE"],
    noAnswer: sentences.noAnswer.control,
  },
  UNMUTE: {
    answers: ["MUTE_TOGGLE"],
    failures: ["CAN_NOT_UNMUTE_CALL", "CAN_NOT_TOGGLE_MUTE"],
    noAnswer: sentences.noAnswer.control,
  },
  HOLD: {
    answers: held,
    failures: ["CAN_NOT_HOLD_CALL", "CAN_NOT_TOGGLE_HOLD", "INVALID_PARTICIPANT"],
    noAnswer: sentences.noAnswer.control,
  },
  RESUME: {
    answers: held,
    failures: ["CAN_NOT_RESUME_CALL", "CAN_NOT_TOGGLE_HOLD", "INVALID_PARTICIPANT"],
    noAnswer: sentences.noAnswer.control,
  },
  PAUSE_RECORDING: {
    answers: ["RECORDING_TOGGLE"],
    failures: ["CAN_NOT_PAUSE_RECORDING", "CAN_NOT_TOGGLE_RECORD"],
    noAnswer: sentences.noAnswer.control,
  },
  RESUME_RECORDING: {
    answers: ["RECORDING_TOGGLE"],
    failures: ["CAN_NOT_RESUME_RECORDING", "CAN_NOT_TOGGLE_RECORD"],
    noAnswer: sentences.noAnswer.control,
  },
  ADD_PARTICIPANT: {
    answers: ["PARTICIPANT_ADDED", "PARTICIPANT_REMOVED"],
    failures: ["CAN_NOT_ADD_PARTICIPANT", "INVALID_DESTINATION"],
    noAnswer: sentences.noAnswer.control,
  },
  SWAP_PARTICIPANTS: { answers: held, failures: ["CAN_NOT_SWAP_PARTICIPANTS"], noAnswer: sentences.noAnswer.control },
  CONFERENCE: { answers: held, failures: ["CAN_NOT_CONFERENCE"], noAnswer: sentences.noAnswer.control },
  SET_AGENT_STATUS: {
    answers: ["SET_AGENT_STATUS_RESULT"],
    failures: ["CAN_NOT_SET_AGENT_STATUS", "INVALID_AGENT_STATUS"],
    noAnswer: sentences.noAnswer.status,
  },
  LOGOUT: { answers: ["LOGOUT_RESULT"], failures: ["CAN_NOT_LOG_OUT"], noAnswer: sentences.noAnswer.logOut },
};

/** Those that are over with their call. */
export const isOfCall = (type: RequestType): boolean => type !== "SET_AGENT_STATUS" && type !== "LOGOUT";

/** What an error was about that comes when nothing is asked any more: the call has ended meanwhile. Null: it does not say. */
export const lateFailure = (error: string | null): RequestType | null =>
  error === null || error === "GENERIC_ERROR"
    ? null
    : ((Object.keys(requestRules) as RequestType[]).find(
        (type) => isOfCall(type) && requestRules[type].failures.includes(error),
      ) ?? null);

/** One request under way. */
export interface Asked {
  readonly id: number;
  readonly type: RequestType;
  readonly callId: string | null;
}

const answeredBy = (asked: Asked, event: string): boolean => requestRules[asked.type].answers.includes(event);
const failedBy = (asked: Asked, error: string): boolean => requestRules[asked.type].failures.includes(error);

/** Without the requests that this event answers; about another call it answers nothing. */
export function afterAnswer(asked: readonly Asked[], event: string, callIds: readonly string[]): readonly Asked[] {
  const isAboutOther = (one: Asked): boolean =>
    one.callId !== null && callIds.length > 0 && !callIds.includes(one.callId);
  return asked.filter((one) => !answeredBy(one, event) || isAboutOther(one));
}

/** Without the oldest request that can have failed like this. A custom error names nothing: it is the oldest one's. */
export function afterFailure(asked: readonly Asked[], error: string | null): readonly Asked[] {
  const failed = error === null ? asked[0] : asked.find((one) => failedBy(one, error));
  return asked.filter((one) => one !== failed);
}
