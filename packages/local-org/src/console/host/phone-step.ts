import { errorSentences, sentences, unknownError } from "../labels.ts";
import { stepCall } from "./call-step.ts";
import { fieldsOf, textOf, type ConnectorFrame, type Fields } from "./frames.ts";
import { callOf, withAlert, withoutCallAlerts, type Alert, type HostedCall, type Phone } from "./phone.ts";
import { readCalls, readPhoneCall } from "./phone-call.ts";
import { afterAnswer, afterFailure, lateFailure, requestRules, type Asked } from "./requests.ts";
import { announceNothing, type Step } from "./step.ts";

export type Input =
  | { readonly type: "loading"; readonly isAfterConversationWorkAllowed: boolean }
  | { readonly type: "frame"; readonly frame: ConnectorFrame; readonly now: number }
  | { readonly type: "asked"; readonly asked: Asked }
  | { readonly type: "no-answer"; readonly asked: Asked }
  | { readonly type: "no-setup-answer" }
  | { readonly type: "restored"; readonly hosted: HostedCall }
  | { readonly type: "closed"; readonly callId: string }
  | { readonly type: "timed-out"; readonly callId: string }
  | {
      readonly type: "alert";
      readonly kind: "error" | "notice";
      readonly text: string;
      readonly about?: Alert["about"];
    }
  | { readonly type: "dismissed"; readonly alertId: number }
  | { readonly type: "failed"; readonly text: string };

/** Custom labels of the org by `namespace.label`. */
export type LabelOf = (namespace: string, label: string) => string | null;

const just = (phone: Phone): Step => ({ phone, effects: [] });

/** Total: no input makes it throw, and none that does not fit changes a call. */
export function step(phone: Phone, input: Input, labelOf: LabelOf = () => null): Step {
  switch (input.type) {
    case "loading":
      return just({
        ...phone,
        stage: "loading",
        isTakenAway: false,
        areCapabilitiesKnown: false,
        capabilities: new Set(),
        isAfterConversationWorkAllowed: input.isAfterConversationWorkAllowed,
        asked: [],
        // What the connector knows comes again; what only the org knows stays.
        calls: phone.calls.filter(({ phase }) => phase === "afterConversationWork"),
      });
    case "frame":
      return stepFrame(phone, input.frame, input.now, labelOf);
    case "asked":
      return {
        phone: { ...withoutSame(phone, input.asked), asked: [...phone.asked, input.asked] },
        effects: input.asked.type === "DIAL" ? [announceNothing] : [],
      };
    case "no-answer": {
      if (!phone.asked.some(({ id }) => id === input.asked.id)) return just(phone);
      const asked = phone.asked.filter(({ id }) => id !== input.asked.id);
      return just(withAlert({ ...phone, asked }, "error", requestRules[input.asked.type].noAnswer, input.asked));
    }
    case "no-setup-answer":
      return just(phone.stage === "loading" ? failed(phone, sentences.noAnswer.setup) : phone);
    case "failed":
      return just(failed(phone, input.text));
    case "restored":
      return just(
        callOf(phone, input.hosted.call.callId) ? phone : { ...phone, calls: [...phone.calls, input.hosted] },
      );
    case "closed":
      return {
        phone: {
          ...withoutCallAlerts(phone, input.callId),
          calls: phone.calls.filter(({ call }) => call.callId !== input.callId),
        },
        effects: [{ type: "announce", text: sentences.wrapUpEnded }],
      };
    case "timed-out":
      return just({
        ...phone,
        calls: phone.calls.map((one) => (one.call.callId === input.callId ? { ...one, isTimedOut: true } : one)),
      });
    case "alert":
      return just(withAlert(phone, input.kind, input.text, input.about));
    case "dismissed":
      return just({ ...phone, alerts: phone.alerts.filter(({ id }) => id !== input.alertId) });
  }
}

/** What was said of the same request before is old: it is asked again, or something better is known. */
const withoutSame = (phone: Phone, asked: NonNullable<Alert["about"]>): Phone => ({
  ...phone,
  alerts: phone.alerts.filter(({ about }) => about?.type !== asked.type || about.callId !== asked.callId),
});

/** The newest reason is the one that counts: a late refusal says more than "no answer". */
const failed = (phone: Phone, text: string): Phone => {
  const alerts = phone.alerts.filter(({ kind }) => kind === "notice");
  return withAlert({ ...phone, stage: "failed", asked: [], alerts }, "error", text);
};

/** "The phone did not answer" is so no more once it has. */
function withoutNoAnswer(phone: Phone, event: string, payload: unknown): Phone {
  const callIds = readCalls(payload).map(({ callId }) => callId);
  const isAnswered = ({ about, text }: Alert): boolean =>
    about !== null &&
    text === requestRules[about.type].noAnswer &&
    afterAnswer([{ id: 0, ...about }], event, callIds).length === 0;
  return phone.alerts.some(isAnswered)
    ? { ...phone, alerts: phone.alerts.filter((alert) => !isAnswered(alert)) }
    : phone;
}

function stepFrame(before: Phone, frame: ConnectorFrame, now: number, labelOf: LabelOf): Step {
  if (before.stage === "off") return just(before);
  if (frame.kind === "ready") return stepReady(before, frame.payload, now);
  if (frame.kind !== "event") return just(before);
  const phone = withoutNoAnswer(before, frame.eventType, frame.payload);
  const handler = handlers[frame.eventType];
  if (handler) return handler(phone, frame.payload, labelOf);
  return phone.stage === "ready" ? stepCall(phone, frame.eventType, frame.payload, now) : just(phone);
}

function stepReady(phone: Phone, payload: Fields, now: number): Step {
  const capabilities = fieldsOf(payload["capabilities"]);
  const ready: Phone = {
    ...phone,
    stage: "ready",
    isTakenAway: false,
    areCapabilitiesKnown: "capabilities" in payload,
    capabilities: new Set(Object.keys(capabilities).filter((name) => capabilities[name] === true)),
    asked: afterAnswer(phone.asked, "CONNECTOR_READY", []),
    // What stood in the way does so no more.
    alerts: phone.alerts.filter(({ kind }) => kind === "notice"),
  };
  const call = readPhoneCall(payload["callInProgress"]);
  const eventType = call?.state === "connected" ? "CALL_CONNECTED" : "CALL_STARTED";
  const replayed = call === null || call.state === "ended" ? just(ready) : stepCall(ready, eventType, call.wire, now);
  const callIds = replayed.phone.calls.map((hosted) => hosted.call.callId);
  return { phone: replayed.phone, effects: [...replayed.effects, { type: "ready", callIds }] };
}

type Handler = (phone: Phone, payload: unknown, labelOf: LabelOf) => Step;

const heightOf = (phone: Phone, payload: unknown): number => {
  const height = fieldsOf(payload)["loginFrameHeight"];
  return typeof height === "number" && height > 0 ? Math.min(height, 2_000) : phone.loginFrameHeight;
};

/** Events about the connection, the agent and errors; those about calls are in call-step.ts. */
const handlers: Readonly<Record<string, Handler | undefined>> = Object.assign(Object.create(null), {
  SHOW_LOGIN: (phone, payload) =>
    just({
      ...phone,
      stage: "login",
      loginFrameHeight: heightOf(phone, payload),
      isSilentLogin: fieldsOf(payload)["isSilentLogin"] === true,
    }),
  SHOW_STORAGE_ACCESS: (phone) => just({ ...phone, stage: "storageAccess" }),
  LOGIN_RESULT: (phone, payload) =>
    just(fieldsOf(payload)["success"] === true ? phone : withAlert(phone, "error", sentences.logInFailed)),
  LOGOUT_RESULT: stepLogout,
  SET_AGENT_STATUS_RESULT: (phone, payload) => {
    const answered = { ...phone, asked: afterAnswer(phone.asked, "SET_AGENT_STATUS_RESULT", []) };
    const isTaken = fieldsOf(payload)["success"] === true;
    const about = { type: "SET_AGENT_STATUS", callId: null } as const;
    return just(isTaken ? answered : withAlert(answered, "error", sentences.statusNotTaken, about));
  },
  SET_AGENT_STATUS: (phone, payload) => {
    const statusId = textOf(fieldsOf(payload)["statusId"]);
    if (statusId === null || phone.stage !== "ready") return just(phone);
    return { phone, effects: [{ type: "statusFromConnector", statusId }] };
  },
  MESSAGE: (phone, payload) => ({ phone, effects: [{ type: "message", payload }] }),
  ERROR: stepError,
  INFO: stepError,
} satisfies Record<string, Handler>) as Record<string, Handler | undefined>;

function stepLogout(phone: Phone, payload: unknown): Step {
  const asked = afterAnswer(phone.asked, "LOGOUT_RESULT", []);
  const wasAsked = asked.length < phone.asked.length;
  const about = { type: "LOGOUT", callId: null } as const;
  if (fieldsOf(payload)["success"] !== true)
    return just(withAlert({ ...phone, asked }, "error", errorSentences["CAN_NOT_LOG_OUT"]!, about));
  const out: Phone = {
    ...phone,
    stage: "login",
    isSilentLogin: false,
    isTakenAway: !wasAsked,
    loginFrameHeight: heightOf(phone, payload),
    asked: [],
    alerts: [],
    calls: phone.calls.filter(({ phase }) => phase === "afterConversationWork"),
  };
  const said = wasAsked ? out : withAlert(out, "error", sentences.loggedOutElsewhere);
  return { phone: said, effects: [announceNothing] };
}

function stepError(phone: Phone, payload: unknown, labelOf: LabelOf): Step {
  const fields = fieldsOf(payload);
  const name = textOf(fields["message"]);
  const custom = fieldsOf(fields["customError"]);
  const isCustom = "customError" in fields;
  const text = isCustom ? customText(custom, labelOf) : sentenceOf(name);
  const asked = afterFailure(phone.asked, isCustom ? null : (name ?? "GENERIC_ERROR"));
  if (phone.stage === "loading" || phone.stage === "failed") return just(failed(phone, text));
  // Without a request under way it is the late refusal of one that has timed out.
  const timedOut = phone.alerts.find(({ about }) => about && name && requestRules[about.type].failures.includes(name));
  const late = lateFailure(isCustom ? null : name);
  const about =
    phone.asked.find((one) => !asked.includes(one)) ??
    timedOut?.about ??
    (late === null ? null : { type: late, callId: null });
  const last = phone.alerts.at(-1);
  // Why nobody was reached, right after that nobody was: over once another call begins, as the notice is.
  if (about === null && last?.kind === "notice" && last.about !== null)
    return just(withAlert({ ...phone, asked }, "error", text, last.about));
  return just(withAlert({ ...(about ? withoutSame(phone, about) : phone), asked }, "error", text, about));
}

const sentenceOf = (name: string | null): string => {
  const key = name ?? "GENERIC_ERROR";
  return Object.hasOwn(errorSentences, key) ? errorSentences[key]! : unknownError(key);
};

/** Guide, chapter 8, Customize Error Messages: no fall-back to the generic text when the label is missing. */
function customText(custom: Fields, labelOf: LabelOf): string {
  const namespace = textOf(custom["namespace"]) ?? "c";
  const label = textOf(custom["labelName"]) ?? "";
  return labelOf(namespace, label) ?? sentences.missingLabel(namespace, label);
}
