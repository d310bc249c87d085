import type { Store } from "../org/store.ts";

/** Something a real org would not refuse aloud but that a provider has to know. `failsRun`: a test run must end red. */
export interface Finding {
  code: FindingCode;
  failsRun: boolean;
  text: string;
  subject: string;
  times: number;
}

const texts = {
  "voice-call.duplicate-key": { failsRun: true, text: "More than one VoiceCall record has this vendorCallKey." },
  "voice-call.unknown-field": { failsRun: false, text: "A property that no documentation names was sent." },
  "voice-call.second-final-update": {
    failsRun: false,
    text: "A second update without isActiveCall arrived: it overwrites hold and interaction durations.",
  },
  "voice-call.unknown-agent": { failsRun: false, text: "The update names an agent who is not in the org." },
  "voice-call.unknown-queue": { failsRun: false, text: "The queue was not resolved through CallCenterRoutingMap." },
  "transcript.outside-conversation": {
    failsRun: false,
    text: "A message lies outside its conversation: no transcript is made.",
  },
  "transcript.unknown-agent": { failsRun: false, text: "A HUMAN_AGENT message names no user id of the org." },
  "transcript.repeated-message": { failsRun: false, text: "A messageId arrived again." },
  "routing.left-behind": {
    failsRun: false,
    text: "A completed call had a PendingServiceRouting left: clear routing was not called.",
  },
} as const;
export type FindingCode = keyof typeof texts;

export interface Findings {
  note(code: FindingCode, subject: string): void;
  list(): Finding[];
  clear(): void;
}

export function createFindings(store: Store): Findings {
  const noted = new Map<string, Finding>();
  return {
    note: (code, subject) => {
      const key = `${code} ${subject}`;
      const known = noted.get(key);
      if (known === undefined) noted.set(key, { code, ...texts[code], subject, times: 1 });
      else known.times += 1;
    },
    list: () => [...duplicateKeys(store), ...noted.values()],
    clear: () => noted.clear(),
  };
}

/** Looked up in the records themselves, so that it cannot be missed on any way a record came to be. */
function duplicateKeys(store: Store): Finding[] {
  const counts = new Map<string, number>();
  for (const { VendorCallKey } of store.all("VoiceCall"))
    counts.set(VendorCallKey, (counts.get(VendorCallKey) ?? 0) + 1);
  return [...counts]
    .filter(([, times]) => times > 1)
    .map(([subject, times]) => ({
      code: "voice-call.duplicate-key",
      ...texts["voice-call.duplicate-key"],
      subject,
      times,
    }));
}
