import type { MessageBody, TelephonyRequestBody } from "@partner-telephony/api";
import { TelephonyUnavailable } from "../../src/telephony/telephony-system.ts";
import type { TelephonyAnswer, TelephonySystem } from "../../src/telephony/telephony-system.ts";
import { eventually } from "./eventually.ts";

type RequestOf<T extends TelephonyRequestBody["type"]> = Extract<TelephonyRequestBody, { type: T }>;

/** A telephony system that writes down what it is asked and answers as it is told. */
export class RecordedTelephony implements TelephonySystem {
  readonly requests: TelephonyRequestBody[] = [];
  readonly traceparents: (string | null)[] = [];
  answer: (body: TelephonyRequestBody) => TelephonyAnswer | Promise<TelephonyAnswer> = () => ({ accepted: true });

  async request(body: TelephonyRequestBody, options: { traceparent: string | null }): Promise<TelephonyAnswer> {
    this.requests.push(body);
    this.traceparents.push(options.traceparent);
    return this.answer(body);
  }

  /** Files by recordingId; a recording without one cannot be had at the moment. */
  readonly files = new Map<string, Uint8Array>();
  readonly fetched: string[] = [];

  async recording(recordingId: string): Promise<AsyncIterable<Uint8Array>> {
    this.fetched.push(recordingId);
    const file = this.files.get(recordingId);
    if (file === undefined)
      throw new TelephonyUnavailable("telephony.recording-unknown", "There is no such recording.");
    return inChunks(file);
  }

  readonly messages: { readonly callId: string; readonly message: MessageBody }[] = [];
  answerMessage: (message: MessageBody) => TelephonyAnswer | Promise<TelephonyAnswer> = () => ({ accepted: true });

  async message(callId: string, message: MessageBody): Promise<TelephonyAnswer> {
    this.messages.push({ callId, message });
    return this.answerMessage(message);
  }

  async close(): Promise<void> {}

  of<T extends TelephonyRequestBody["type"]>(type: T, callId?: string): RequestOf<T>[] {
    return this.requests.filter(
      (body): body is RequestOf<T> => body.type === type && (callId === undefined || body.callId === callId),
    );
  }

  async asked<T extends TelephonyRequestBody["type"]>(type: T, callId?: string, times = 1): Promise<RequestOf<T>> {
    const found = await eventually(
      () => this.of(type, callId),
      (all) => all.length >= times,
    );
    return found[times - 1]!;
  }
}

/** As a network would bring it: in pieces that have nothing to do with those that are stored. */
async function* inChunks(file: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < file.length; from += 70_001) yield file.subarray(from, from + 70_001);
}
