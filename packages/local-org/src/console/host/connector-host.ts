import { fieldsOf, readFrame, type Fields } from "./frames.ts";
import { idlePhone, type Phone } from "./phone.ts";
import { step, type Input, type LabelOf } from "./phone-step.ts";
import type { Effect } from "./step.ts";
import { RecordingUrls } from "./recording-urls.ts";
import type { Asked, RequestType } from "./requests.ts";

/** The wire has no time-outs of its own and a promise that never settles gives no answer: the host gives up by itself. */
export const ANSWER_WITHIN_MS = 10_000;

export type Direction = "to-connector" | "from-connector";

export interface HostDeps {
  readonly now: () => number;
  /** @returns cancels */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onPhone: (phone: Phone) => void;
  readonly onEffect: (effect: Effect) => void;
  readonly onFrame: (direction: Direction, frame: unknown) => void;
  readonly labelOf?: LabelOf;
}

/** The part of an iframe's window that is needed. */
export interface ConnectorWindow {
  postMessage(message: unknown, targetOrigin: string, transfer: Transferable[]): void;
}

/** Speaks the connector's wire as the console: one setup message, one port, flat requests, answers paired by event. */
export class ConnectorHost {
  /** Questions of record pages for recordings; they change nothing of the phone. */
  readonly recordings: RecordingUrls;
  readonly #deps: HostDeps;
  #phone: Phone = idlePhone;
  #port: MessagePort | null = null;
  #nextId = 1;
  #cancelSetup: () => void = () => {};

  constructor(deps: HostDeps) {
    this.#deps = deps;
    this.recordings = new RecordingUrls({ after: deps.after, tell: (type, fields) => this.tell(type, fields) });
  }

  get phone(): Phone {
    return this.#phone;
  }

  /** Call once for each load of the iframe: the library takes one setup message and then stops listening. */
  setUp(connector: ConnectorWindow, connectorOrigin: string, connectorConfig: Fields): void {
    this.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => port1 === this.#port && this.#hear(data);
    const isACWAllowed = String(connectorConfig["isACWAllowed"]) !== "false";
    this.apply({ type: "loading", isAfterConversationWorkAllowed: isACWAllowed });
    this.#cancelSetup = this.#deps.after(ANSWER_WITHIN_MS, () => this.apply({ type: "no-setup-answer" }));
    const message = { type: "SETUP_CONNECTOR", connectorConfig };
    this.#deps.onFrame("to-connector", message);
    connector.postMessage(message, connectorOrigin, [port2]);
  }

  /** Asks and waits for the answer; a request of the same kind about the same call that is under way is not repeated. */
  ask(type: RequestType, fields: Fields = {}, callId: string | null = null): void {
    const isUnderWay = this.#phone.asked.some((asked) => asked.type === type && asked.callId === callId);
    if (isUnderWay && type !== "SET_AGENT_STATUS") return;
    const asked: Asked = { id: this.#nextId++, type, callId };
    this.apply({ type: "asked", asked });
    this.#deps.after(ANSWER_WITHIN_MS, () => this.apply({ type: "no-answer", asked }));
    this.tell(type, fields);
  }

  /** For messages that have no answer: WRAP_UP_CALL, AGENT_AVAILABLE, SEND_DIGITS. */
  tell(type: string, fields: Fields = {}): void {
    const message = { ...fields, type };
    this.#deps.onFrame("to-connector", message);
    this.#port?.postMessage(message);
  }

  apply(input: Input): void {
    const { phone, effects } = step(this.#phone, input, this.#deps.labelOf);
    if (phone !== this.#phone) {
      this.#phone = phone;
      this.#deps.onPhone(phone);
    }
    for (const effect of effects) this.#deps.onEffect(effect);
  }

  close(): void {
    this.#cancelSetup();
    this.recordings.giveUp();
    this.#port?.close();
    this.#port = null;
  }

  #hear(data: unknown): void {
    this.#deps.onFrame("from-connector", data);
    const frame = readFrame(data);
    if (frame.kind !== "log" && frame.kind !== "unknown") this.#cancelSetup();
    this.recordings.hear(frame);
    this.apply({ type: "frame", frame, now: this.#deps.now() });
  }
}

/** What a request about a call carries: the connector's own object, as it came. */
export const aboutCall = (call: { readonly wire: unknown }): Fields => ({ call: fieldsOf(call.wire) });
