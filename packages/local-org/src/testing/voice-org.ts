import { afterAll, beforeEach } from "vitest";
import { createBody, startPracticeOrg, until, type Answer, type PracticeOrg } from "./practice-org.ts";

const definition = {
  queues: [
    { name: "Support", developerName: "support", externalId: "q-support" },
    { name: "Unmapped", developerName: "unmapped" },
    { name: "Voicemail", developerName: "voicemail", externalId: "q-voicemail" },
  ],
  agentExternalIds: { "ada@northwind.example": "agent-ada" },
  flows: [
    { developerName: "ToAda", target: { agent: "ada@northwind.example" } },
    { developerName: "Broken", target: { fail: "The flow ran into a fault." } },
  ],
  phoneChannels: [
    { dialedNumber: "+18005550100", flow: "Broken", fallbackQueue: "support", voicemailQueue: "voicemail" },
    { dialedNumber: "+18005550199", fallbackQueue: "unmapped" },
  ],
  voiceCallCustomFields: [
    { name: "Reason__c", maxLength: 10 },
    { name: "Score__c", type: "number" },
  ],
};

/** An org with somewhere to route calls to, and what tests of the voice API ask of it. */
export interface VoiceOrg extends PracticeOrg {
  create(key: string, more?: Record<string, unknown>): Promise<Answer>;
  /** Sends an update and waits until it is written. */
  update(callId: string, body: unknown): Promise<Answer>;
  /** A VoiceCall as its record page reads it. */
  record(id: string): Promise<Answer["body"]>;
  /** How many VoiceCalls there are. */
  total(): Promise<number>;
  findings(): Promise<Answer["body"]>;
  /** Records that no page shows. */
  hidden(): Promise<Answer["body"]>;
  facts(patch: Record<string, unknown>): Promise<Answer>;
}

/** One org for all tests of the file, empty at the start of each. */
export async function voiceOrgPerFile(): Promise<VoiceOrg> {
  const org = await startPracticeOrg({ definition });
  beforeEach(async () => {
    org.clock.time += 1_000; // a new second for the rate limits
    await org.ask("POST", "/stand-in/reset");
  });
  afterAll(() => org.close());
  const read = async (path: string): Promise<Answer["body"]> => (await org.ask("GET", path)).body;
  const hidden = () => read("/stand-in/records");
  return {
    ...org,
    create: (key, more) => org.voice("POST", "/voiceCalls", createBody(key, more)),
    update: async (callId, body) => {
      const answer = await org.voice("PATCH", `/voiceCalls/${callId}`, body);
      await until(hidden, ({ pendingUpdates }) => pendingUpdates === 0);
      return answer;
    },
    record: (id) => read(`/console/records/VoiceCall/${id}`),
    total: async () => (await read("/console/records/VoiceCall")).totalSize,
    findings: () => read("/stand-in/findings"),
    hidden,
    facts: (patch) => org.ask("PUT", "/stand-in/facts", patch),
  };
}
