import { CONFIG, type Told } from "./console-page.ts";
import {
  inbound,
  ringing,
  connected,
  hungUp,
  failed,
  READY,
  SHOW_LOGIN,
  LOGOUT_RESULT,
  error,
  host,
} from "./expected-frames.ts";
import { until } from "./fake-clock.ts";
import { problem } from "./fake-server.ts";
import { customerLegOf, presence } from "./views.ts";
import { controlScenarios } from "./control-scenarios.ts";
import { login, reload, type World } from "./world.ts";

/** The protocol reference's list, sections 7.1, 7.2 and (control-scenarios.ts) 7.4, and what of 7.7 a reload needs; by its numbers. */

export interface Scenario {
  readonly n: number;
  readonly title: string;
  /** What stands before `act`; its frames do not count. */
  readonly given: "loaded" | "loggedOut" | "ready" | "ringing" | "connected";
  readonly act: (world: World) => Promise<void> | void;
  readonly follows: readonly Told[];
}

export const scenarios: readonly Scenario[] = [
  {
    n: 1,
    title: "setup from an accepted origin",
    given: "loaded",
    act: ({ page }) => page.setup(),
    follows: [["CONNECTOR_READY", READY]],
  },
  {
    n: 3,
    title: "setup from http:, then a correct one that the library no longer hears",
    given: "loaded",
    act: ({ page }) => {
      page.setup({ origin: "http://localhost:8010", heard: false });
      page.setup({ heard: false });
    },
    follows: [],
  },
  {
    n: 4,
    title: "accepted host with a port",
    given: "loaded",
    act: ({ page }) => page.setup({ origin: "https://northwind.lightning.force.com:8443" }),
    follows: [["CONNECTOR_READY", READY]],
  },
  {
    n: 8,
    title: "a second setup once ready",
    given: "ready",
    act: ({ page }) => page.setup({ heard: false }),
    follows: [],
  },
  {
    n: 9,
    title: "the server is broken",
    given: "loaded",
    act: ({ page, server }) => {
      server.onRequest = (_seen, response) => response.writeHead(500).end("no") !== undefined;
      page.setup();
    },
    follows: [error("CAN_NOT_LOG_IN")],
  },
  {
    n: 10,
    title: "a config without contact center",
    given: "loaded",
    act: ({ page }) => page.setup({ config: { ...CONFIG, "/reqGeneralInfo/reqInternalName": "" } }),
    follows: [error("INVALID_PARAMS")],
  },
  {
    n: 10,
    title: "the session is another contact center's",
    given: "loaded",
    act: ({ page, server }) => {
      server.session = { ...server.session, contactCenter: "Southwind" };
      page.setup();
    },
    follows: [error("INVALID_PARAMS")],
  },
  {
    n: 10,
    title: "the session is another org's",
    given: "loaded",
    act: ({ page, server }) => {
      server.session = { ...server.session, orgId: "00Dxx0000009zzz" };
      page.setup();
    },
    follows: [error("INVALID_PARAMS")],
  },
  {
    n: 13,
    title: "a call is active on load",
    given: "loaded",
    act: ({ page, server }) => {
      server.ring();
      server.connect();
      page.setup();
    },
    follows: [["CONNECTOR_READY", { ...READY, callInProgress: connected }]],
  },
  {
    n: 16,
    title: "nobody is logged in",
    given: "loaded",
    act: ({ page, browser }) => {
      browser.cookie = "";
      page.setup();
    },
    follows: [SHOW_LOGIN],
  },
  {
    n: 16,
    title: "somebody else left a session in this browser",
    given: "loaded",
    act: ({ page, server }) => {
      server.session = { ...server.session, username: "grace@northwind.example" };
      page.setup();
    },
    follows: [SHOW_LOGIN],
  },
  {
    n: 17,
    title: "the agent logs in",
    given: "loggedOut",
    act: login,
    follows: [
      ["LOGIN_RESULT", { success: true }],
      ["CONNECTOR_READY", READY],
    ],
  },
  {
    n: 18,
    title: "somebody else logs in",
    given: "loggedOut",
    act: (world) => {
      world.server.session = { ...world.server.session, username: "grace@northwind.example" };
      return login(world);
    },
    follows: [["LOGIN_RESULT", { success: false }]],
  },
  {
    n: 20,
    title: "log-out",
    given: "ready",
    act: ({ page }) => page.send({ type: "LOGOUT" }),
    follows: [LOGOUT_RESULT],
  },
  {
    n: 21,
    title: "log-out fails",
    given: "ready",
    act: ({ page, server }) => {
      server.onRequest = (seen, response) => seen.method === "DELETE" && response.writeHead(500).end() !== undefined;
      page.send({ type: "LOGOUT" });
    },
    follows: [error("CAN_NOT_LOG_OUT")],
  },
  {
    n: 22,
    title: "the session expires",
    given: "ready",
    act: ({ server }) => {
      server.loggedIn = false;
      server.closeSockets(4401);
    },
    follows: [LOGOUT_RESULT],
  },
  {
    n: 23,
    title: "and the agent logs in again",
    given: "ready",
    act: async (world) => {
      world.server.loggedIn = false;
      world.server.closeSockets(4401);
      await world.page.hears("LOGOUT_RESULT");
      await login(world);
    },
    follows: [LOGOUT_RESULT, ["LOGIN_RESULT", { success: true }], ["CONNECTOR_READY", READY]],
  },
  {
    n: 26,
    title: "a call is offered",
    given: "ready",
    act: ({ server }) => server.ring(),
    follows: [["CALL_STARTED", ringing]],
  },
  {
    n: 27,
    title: "accepted",
    given: "ringing",
    act: ({ page }) => page.send({ type: "ACCEPT_CALL", ...host }),
    follows: [["CALL_CONNECTED", connected]],
  },
  {
    n: 27,
    title: "accepted by a host that sends no call",
    given: "ringing",
    act: ({ page }) => page.send({ type: "ACCEPT_CALL" }),
    follows: [["CALL_CONNECTED", connected]],
  },
  {
    n: 28,
    title: "declined",
    given: "ringing",
    act: ({ page }) => page.send({ type: "DECLINE_CALL", ...host }),
    follows: [["HANGUP", failed("DeclinedByAgent")]],
  },
  {
    n: 29,
    title: "missed",
    given: "ringing",
    act: ({ server }) => server.fail(1, "MissedCallAgent"),
    follows: [["HANGUP", [failed("MissedCallAgent")]]],
  },
  {
    n: 30,
    title: "the caller gives up, then the agent accepts",
    given: "ringing",
    act: async ({ page, server }) => {
      server.fail(1, null);
      await page.hears("HANGUP");
      page.send({ type: "ACCEPT_CALL", ...host });
    },
    follows: [
      ["HANGUP", [failed()]],
      ["INFO", { message: "CAN_NOT_ACCEPT_THE_CALL" }],
    ],
  },
  {
    n: 30,
    title: "the caller gives up while the accept is under way",
    given: "ringing",
    act: async ({ page, server }) => {
      server.onCommand = () => "nothing";
      page.send({ type: "ACCEPT_CALL", ...host });
      await until(() => server.commands().length === 1, "the command");
      server.fail(1, null);
    },
    follows: [
      ["HANGUP", [failed()]],
      ["INFO", { message: "CAN_NOT_ACCEPT_THE_CALL" }],
    ],
  },
  {
    n: 31,
    title: "the server refuses to accept",
    given: "ringing",
    act: ({ page, server }) => {
      server.onCommand = () => problem(409, "call.wrong-state");
      page.send({ type: "ACCEPT_CALL", ...host });
    },
    follows: [["INFO", { message: "CAN_NOT_ACCEPT_THE_CALL" }]],
  },
  {
    n: 31,
    title: "the telephony system refuses to answer",
    given: "ringing",
    act: ({ page, server }) => {
      server.onCommand = (n, _body, requestId) => {
        server.signal({
          type: "request.failed",
          call: server.calls.get(n)!,
          requestId,
          requestType: "answer",
          code: "leg.gone",
        });
        return "nothing";
      };
      page.send({ type: "ACCEPT_CALL", ...host });
    },
    follows: [["INFO", { message: "CAN_NOT_ACCEPT_THE_CALL" }]],
  },
  {
    n: 33,
    title: "the host's call is outbound",
    given: "ringing",
    act: ({ page }) => page.send({ type: "ACCEPT_CALL", call: { ...host.call, callType: "Outbound" } }),
    follows: [],
  },
  {
    n: 34,
    title: "Salesforce made no VoiceCall: the call still reaches the agent",
    given: "ready",
    act: ({ server }) => server.ring(1, null),
    follows: [["CALL_STARTED", inbound("ringing", { callAttributes: { participantType: "Initial_Caller" } })]],
  },
  {
    n: 35,
    title: "the agent ends the call",
    given: "connected",
    act: ({ page }) => page.send({ type: "END_CALL", ...host, agentStatus: "Online" }),
    follows: [
      ["HANGUP", [hungUp]],
      ["AFTER_CALL_WORK_STARTED", { callId: customerLegOf(1) }],
    ],
  },
  {
    n: 35,
    title: "and wraps up",
    given: "connected",
    act: async ({ page }) => {
      page.send({ type: "END_CALL", ...host });
      await page.hears("AFTER_CALL_WORK_STARTED");
      page.send({ type: "WRAP_UP_CALL", ...host });
    },
    follows: [
      ["HANGUP", [hungUp]],
      ["AFTER_CALL_WORK_STARTED", { callId: customerLegOf(1) }],
      ["WRAP_UP_ENDED", { callId: customerLegOf(1), callType: "Inbound", callStatus: "ended" }],
    ],
  },
  {
    n: 36,
    title: "the customer hangs up",
    given: "connected",
    act: ({ server }) => server.hangUp(),
    follows: [
      ["HANGUP", [hungUp]],
      ["AFTER_CALL_WORK_STARTED", { callId: customerLegOf(1) }],
    ],
  },
  {
    n: 37,
    title: "ending fails and the call goes on",
    given: "connected",
    act: async ({ page, server }) => {
      server.onCommand = () => problem(409, "call.wrong-state");
      page.send({ type: "END_CALL", ...host });
      await page.hears("ERROR");
      page.send({ type: "AGENT_AVAILABLE", isAvailable: true });
    },
    follows: [error("CAN_NOT_END_THE_CALL"), ["CALL_CONNECTED", { ...connected, isReplayedCall: true }]],
  },
  {
    n: 38,
    title: "declining fails",
    given: "ringing",
    act: ({ page, server }) => {
      server.onCommand = () => problem(409, "call.wrong-state");
      page.send({ type: "DECLINE_CALL", ...host });
    },
    follows: [error("CAN_NOT_DECLINE_THE_CALL")],
  },
  {
    n: 40,
    title: "the agent is offline",
    given: "ready",
    act: ({ server }) => {
      server.setPresence(presence("0"), "Salesforce");
      server.ring();
    },
    follows: [],
  },
  {
    n: 117,
    title: "reloaded while it rings",
    given: "ringing",
    act: reload,
    follows: [
      ["CONNECTOR_READY", { ...READY, callInProgress: ringing }],
      ["CALL_STARTED", { ...ringing, isReplayedCall: true }],
    ],
  },
  {
    n: 118,
    title: "reloaded while connected",
    given: "connected",
    act: reload,
    follows: [
      ["CONNECTOR_READY", { ...READY, callInProgress: connected }],
      ["CALL_CONNECTED", { ...connected, isReplayedCall: true }],
    ],
  },
  {
    n: 125,
    title: "AGENT_AVAILABLE false",
    given: "ringing",
    act: ({ page }) => page.send({ type: "AGENT_AVAILABLE", isAvailable: false }),
    follows: [],
  },
  ...controlScenarios,
];
