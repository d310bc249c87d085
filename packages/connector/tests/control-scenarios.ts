import { CALL_INFO, connected, error, host, inbound, labelled } from "./expected-frames.ts";
import { until } from "./fake-clock.ts";
import { problem, type FakeServer } from "./fake-server.ts";
import type { Scenario } from "./scenarios.ts";
import { agentLegOf, customerLegOf } from "./views.ts";

/** Sections 7.3 (digits) and 7.4 (mute, hold, recording) of the protocol reference, by its numbers. */

const muted = (isMuted: boolean) => ["MUTE_TOGGLE", { isMuted }] as const;
const held = (isCustomerOnHold: boolean) =>
  [
    "HOLD_TOGGLE",
    {
      isCustomerOnHold,
      isThirdPartyOnHold: false,
      calls: [inbound("connected", { callInfo: { ...CALL_INFO, isOnHold: isCustomerOnHold } })],
    },
  ] as const;
const paused = (isRecordingPaused: boolean) =>
  [
    "RECORDING_TOGGLE",
    { isRecordingPaused, contactId: null, initialContactId: null, instanceId: null, region: null },
  ] as const;
const refuse = (server: FakeServer): void => {
  server.onCommand = () => problem(409, "leg.wrong-state");
};
const refusedByPhone = (server: FakeServer): void => {
  server.onCommand = (n, { type }, requestId) => {
    const call = server.calls.get(n)!;
    server.signal({ type: "request.failed", call, requestId, requestType: type, code: "request.unsupported" });
    return "nothing";
  };
};

const toggles = [
  { n: 55, on: "MUTE", off: "UNMUTE", event: muted, errors: ["CAN_NOT_MUTE_CALL", "CAN_NOT_UNMUTE_CALL"] },
  { n: 60, on: "HOLD", off: "RESUME", event: held, errors: ["CAN_NOT_HOLD_CALL", "CAN_NOT_RESUME_CALL"] },
  {
    n: 65,
    on: "PAUSE_RECORDING",
    off: "RESUME_RECORDING",
    event: paused,
    errors: ["CAN_NOT_PAUSE_RECORDING", "CAN_NOT_RESUME_RECORDING"],
  },
] as const;

const ofToggles: Scenario[] = toggles.flatMap(({ n, on, off, event, errors }): Scenario[] => [
  {
    n,
    title: `${on} and ${off}`,
    given: "connected",
    act: async ({ page }) => {
      page.send({ type: on, ...host });
      await page.hears(event(true)[0]);
      page.send({ type: off, ...host });
    },
    follows: [event(true), event(false)],
  },
  {
    n,
    title: `${on} twice is told twice and asked once`,
    given: "connected",
    act: async ({ page, server }) => {
      page.send({ type: on, ...host });
      await page.hears(event(true)[0]);
      server.onCommand = () => problem(500, "test.asked-again");
      page.send({ type: on, ...host });
    },
    follows: [event(true), event(true)],
  },
  {
    n: n + 2,
    title: `${on} refused by the server`,
    given: "connected",
    act: ({ page, server }) => {
      refuse(server);
      page.send({ type: on, ...host });
    },
    follows: [error(errors[0])],
  },
  {
    n: n + 2,
    title: `${off} that the phone system does not support is said in the package's words`,
    given: "connected",
    act: async ({ page, server }) => {
      page.send({ type: on, ...host });
      await page.hears(event(true)[0]);
      refusedByPhone(server);
      page.send({ type: off, ...host });
    },
    follows: [event(true), labelled("PhoneRequestUnsupported")],
  },
  {
    n: n + 2,
    title: `${on} whose fact comes after the deadline is told all the same`,
    given: "connected",
    act: async ({ page, server }) => {
      server.onCommand = () => "nothing";
      const asked = server.commands().length;
      page.send({ type: on, ...host });
      await until(() => server.commands().length > asked, "the command");
      await page.clock.advance(10_000);
      await page.hears("ERROR");
      if (on === "MUTE") server.set(1, { leg: { legId: agentLegOf(1), muted: true } });
      if (on === "HOLD") server.set(1, { leg: { legId: customerLegOf(1), held: true } });
      if (on === "PAUSE_RECORDING") server.set(1, { recording: "paused" });
    },
    follows: [error(errors[0]), event(true)],
  },
]);

export const controlScenarios: readonly Scenario[] = [
  ...ofToggles,
  {
    n: 52,
    title: "digits, typed faster than they are sent, go out one after the other",
    given: "connected",
    act: async ({ page, server }) => {
      server.onCommand = () => "nothing";
      for (const digits of ["1", "2", "#"]) page.send({ type: "SEND_DIGITS", digits });
      for (const asked of [2, 3, 4]) {
        await until(() => server.commands().length === asked, `command ${asked}`);
        await page.settled();
        server.digitsSent();
      }
    },
    follows: [],
  },
  {
    n: 53,
    title: "refused digits reach the agent, although the library would swallow the refusal",
    given: "connected",
    act: ({ page, server }) => {
      refuse(server);
      page.send({ type: "SEND_DIGITS", digits: "4111" });
    },
    follows: [error("AGENT_ERROR")],
  },
  {
    n: 53,
    title: "digits that the phone system does not support are said in the package's words",
    given: "connected",
    act: ({ page, server }) => {
      refusedByPhone(server);
      page.send({ type: "SEND_DIGITS", digits: "4" });
    },
    follows: [labelled("PhoneRequestUnsupported")],
  },
  {
    n: 67,
    title: "recording that is off cannot be paused: the package's words instead of Salesforce's",
    given: "connected",
    act: ({ page, server }) => {
      server.onCommand = () => problem(409, "recording.off");
      page.send({ type: "PAUSE_RECORDING", ...host });
    },
    follows: [labelled("PhoneNotRecorded")],
  },
  {
    n: 53,
    title: "what is no digit is not sent",
    given: "connected",
    act: ({ page }) => page.send({ type: "SEND_DIGITS", digits: "call me" }),
    follows: [error("AGENT_ERROR")],
  },
  ...(["HOLD", "RESUME"] as const).map((type): Scenario => ({
    n: 62,
    title: `${type} of a participant that nobody knows`,
    given: "connected",
    act: ({ page }) => page.send({ type, call: { callId: "nobody", callType: "Inbound" } }),
    follows: [error("INVALID_PARTICIPANT")],
  })),
  {
    n: 68,
    title: "muted, held and paused by the phone system itself",
    given: "connected",
    act: ({ server }) => {
      server.set(1, { leg: { legId: agentLegOf(1), muted: true } });
      server.set(1, { leg: { legId: customerLegOf(1), held: true } });
      server.set(1, { recording: "paused" });
    },
    follows: [
      muted(true),
      [
        "HOLD_TOGGLE",
        {
          isCustomerOnHold: true,
          isThirdPartyOnHold: false,
          calls: [inbound("connected", { callInfo: { ...CALL_INFO, isMuted: true, isOnHold: true } })],
        },
      ],
      paused(true),
    ],
  },
  {
    n: 71,
    title: "HOLD under way, then MUTE: the mute is answered first",
    given: "connected",
    act: async ({ page, server }) => {
      server.onCommand = (_n, { type }) => (type === "hold" ? "nothing" : "fact");
      page.send({ type: "HOLD", ...host });
      page.send({ type: "MUTE", ...host });
      await page.hears("MUTE_TOGGLE");
      server.set(1, { leg: { legId: customerLegOf(1), held: true } });
    },
    follows: [
      muted(true),
      [
        "HOLD_TOGGLE",
        {
          isCustomerOnHold: true,
          isThirdPartyOnHold: false,
          calls: [{ ...connected, callInfo: { ...CALL_INFO, isMuted: true, isOnHold: true } }],
        },
      ],
    ],
  },
];
