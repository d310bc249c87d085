/**
 * Record ids in Salesforce's two forms: 15 characters (case matters) and 18 (three check characters appended).
 * Prefixes without a public source are marked; nothing of ours may depend on those.
 */
export const keyPrefixes = {
  Organization: "00D",
  User: "005",
  Group: "00G",
  CallCenter: "04v",
  Contact: "003",
  Case: "500",
  VoiceCall: "0LQ",
  AgentWork: "0Bz",
  PendingServiceRouting: "0JR",
  ServiceChannel: "0N9",
  ServicePresenceStatus: "0N5",
  VoiceCallRecording: "0n3", // unconfirmed
  Conversation: "0dw", // unconfirmed
  CallCenterRoutingMap: "0rm", // unconfirmed
  TrustedUrl: "08y", // unconfirmed
} as const;

export type KeyedObject = keyof typeof keyPrefixes;

const CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Appends the check characters: bit i of each is set when character i of that block of five is upper case. */
export function toId18(id: string): string {
  if (id.length !== 15) return id;
  let check = "";
  for (let block = 0; block < 3; block += 1) {
    let bits = 0;
    for (let index = 0; index < 5; index += 1) {
      if (/[A-Z]/.test(id[block * 5 + index] ?? "")) bits |= 1 << index;
    }
    check += CHECK[bits];
  }
  return id + check;
}

export function toId15(id: string): string {
  return id.length === 18 ? id.slice(0, 15) : id;
}

/** True for both forms; an 18-character id must carry the right check characters. */
export function isRecordId(text: string, object?: KeyedObject): boolean {
  if (!/^[0-9A-Za-z]{15}([0-9A-Z]{3})?$/.test(text)) return false;
  if (object !== undefined && !text.startsWith(keyPrefixes[object])) return false;
  return text.length === 15 || toId18(text.slice(0, 15)) === text;
}

/** The 18-character id number `counter` of an object: prefix, three characters that stand for the pod, nine in base 62. */
export function makeId(object: KeyedObject, counter: number): string {
  let rest = counter;
  let digits = "";
  while (rest > 0) {
    digits = BASE62[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return toId18(`${keyPrefixes[object]}Lo0${digits.padStart(9, "0")}`);
}
