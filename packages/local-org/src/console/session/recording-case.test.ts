import { describe, expect, it } from "vitest";
import { covers, recordingCase, type RecordingSituation } from "./recording-case.ts";

const url = "https://telephony.example.com/v1/recordings/1?signature=x";
const situation = (more: Partial<Omit<RecordingSituation, "page">> & { page?: object } = {}): RecordingSituation =>
  ({
    phone: { stage: "ready", areCapabilitiesKnown: true, capabilities: new Set(["SIGNED_RECORDING_URL"]) },
    answer: { url, durationSeconds: 12 },
    isBroken: false,
    ...more,
    page: {
      voiceCall: { CallDisposition: "completed" },
      recording: { MediaContentId: "https://telephony.example.com/v1/recordings/1", DurationInSeconds: 20 },
      trustedForMedia: ["https://telephony.example.com"],
      ...more.page,
    },
  }) as RecordingSituation;
const phone = (stage: string, ...capabilities: string[]) =>
  ({ stage, areCapabilitiesKnown: true, capabilities: new Set(capabilities) }) as never;

describe("a recording on the record page", () => {
  it.each([
    [
      "is awaited while the call goes on",
      { page: { recording: null, voiceCall: { CallDisposition: "in-progress" } } },
      "awaited",
    ],
    ["never was, once a call is over without one", { page: { recording: null } }, "never"],
    ["is being asked for", { answer: null }, "loading"],
    ["waits for a phone that is being set up", { answer: null, phone: phone("loading") }, "loading"],
    ["is nobody's who is not logged in to the phone", { answer: null, phone: phone("login") }, "noAccess"],
    ["is nobody's where the phone cannot be set up", { answer: null, phone: phone("failed") }, "noAccess"],
    ["was not handed out", { answer: { url: null, durationSeconds: null } }, "refused"],
    [
      "was not handed out, and the agent has logged out since",
      { answer: { url: null, durationSeconds: null }, phone: phone("login") },
      "noAccess",
    ],
    ["was handed out as no address at all", { answer: { url: "recording 1", durationSeconds: null } }, "refused"],
    ["could not be played twice", { isBroken: true }, "broken"],
    ["plays", {}, "ready"],
  ] as const)("%s", (_what, more, expected) => {
    expect(recordingCase(situation(more as never)).is).toBe(expected);
  });

  it("lies on a host that the org does not trust: the sentence can name it", () => {
    expect(recordingCase(situation({ page: { trustedForMedia: ["https://other.example"] } }))).toEqual({
      is: "untrusted",
      origin: "https://telephony.example.com",
    });
  });

  it("is as long as the connector says, else as the record says", () => {
    expect(recordingCase(situation())).toMatchObject({ durationSeconds: 12 });
    expect(recordingCase(situation({ answer: { url, durationSeconds: null } }))).toMatchObject({ durationSeconds: 20 });
  });

  it("of a connector that signs no addresses plays from the address on the VoiceCall", () => {
    expect(recordingCase(situation({ answer: null, phone: phone("ready") }))).toEqual({
      is: "ready",
      url: "https://telephony.example.com/v1/recordings/1",
      durationSeconds: 20,
    });
  });
});

it.each([
  ["https://a.example", "https://a.example/x.wav", true],
  ["https://a.example", "http://a.example/x.wav", false],
  ["https://a.example", "https://b.a.example/", false],
  ["https://a.example", "https://a.example:8443/", false],
  ["http://127.0.0.1:8020", "http://127.0.0.1:8020/v1", true],
  ["https://*.a.example", "https://b.a.example/", true],
  ["https://*.a.example", "https://a.example/", false],
  ["https://*.a.example", "https://bada.example/", false],
  ["nonsense", "https://a.example/", false],
])("a Trusted URL %s covers %s: %s", (trusted, address, expected) => {
  expect(covers(trusted, new URL(address))).toBe(expected);
});
