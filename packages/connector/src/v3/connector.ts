import type { AgentView } from "@partner-telephony/api";
import { codeOf, connectorError, isGone } from "../core/connector-error.ts";
import type { Phone } from "../core/agent-control.ts";
import type { Core } from "../core/core.ts";
import { customerLeg } from "../core/legs.ts";
import { isLive, type CallPicture, type Standing } from "../core/picture.ts";
import type { LoginChannel } from "../login-channel.ts";
import { vendor } from "../vendor.ts";
import { AgentStatus } from "./agent-status.ts";
import type { Library } from "./library.ts";
import { rejectionOf } from "./error-labels.ts";
import { destinationOf, isNotDialable, type DialedContact } from "./destination.ts";
import { extensionOf, tellOfExtensions } from "./extensions.ts";
import { LineWatch } from "./line-watch.ts";
import { notReachedCode } from "./not-reached.ts";
import { Login } from "./login.ts";
import { carryCallMessages } from "./call-messages.ts";
import { PageMessages } from "./page-messages.ts";
import { phoneCall, vendorCallKeyOf } from "./phone-call.ts";
import { Publisher } from "./publisher.ts";
import { redactedLog } from "./redacted-log.ts";
import { Refusal } from "./refusal.ts";
import { signedRecordingUrl } from "./signed-recording-url.ts";
import { answerSettings } from "./settings-messages.ts";
import { Teller } from "./teller.ts";
import { holdToggle, muteToggle, recordingToggle } from "./toggle-result.ts";
import type { ToggleEvent } from "./told-toggles.ts";

export interface ConnectorDeps {
  readonly library: Library;
  readonly core: Core;
  readonly channel: LoginChannel;
  readonly isVisible: () => boolean;
  readonly random: () => number;
  /** Gives the agent a text file. */
  readonly saveFile: (name: string, text: string) => void;
}

/** What Salesforce hands back of a call; the guide says it may be null. */
type HostCall = { readonly callId?: unknown; readonly callType?: unknown } | null | undefined;

/**
 * The Connector API of the guide (chapter 16) for the unmodified library 3.6.2. Every method answers with the class that
 * the library checks for, and rejects with a Refusal; a method without a result never does both or neither.
 */
export function createConnector(deps: ConnectorDeps) {
  const { library, core } = deps;
  const publisher = new Publisher(library, core.clock, core.log);
  const teller = new Teller(library, core, publisher);
  tellOfExtensions(core, publisher);
  const login = new Login({ ...deps, publisher, teller });
  new LineWatch(core, publisher, () => login.renewReady());
  const status = new AgentStatus(library, core, login, publisher);
  /** Set by endCall for the library's question that follows at once: is anything left of this conversation? */
  let justEnded: CallPicture | null = null;

  core.onNews(() => teller.tell());
  const page = new PageMessages(core, publisher);
  carryCallMessages(core, page);
  answerSettings(core, page);
  teller.onOpen = () => page.open();

  const agent = (): AgentView => {
    if (core.picture.agent === null) throw connectorError("session.required");
    return core.picture.agent;
  };
  const live = (): CallPicture[] => core.picture.calls().filter((call) => isLive(call.standing));
  const toPhoneCall = (call: CallPicture) => phoneCall(library, call, agent());

  /** The host's call by its vendorCallKey; without one the only call that it can mean. @throws ConnectorError call.unknown */
  function find(hostCall: HostCall, standings: readonly Standing[]): string {
    const calls = core.picture.calls();
    const fitting = calls.filter((call) => standings.includes(call.standing));
    const key = hostCall?.callId;
    const isMeant = (call: CallPicture) => vendorCallKeyOf(call.view, agent().agentId) === key;
    const found =
      typeof key === "string"
        ? (fitting.find(isMeant) ?? calls.find(isMeant))
        : fitting.length === 1
          ? fitting[0]
          : undefined;
    if (found === undefined) throw connectorError("call.unknown");
    return found.view.callId;
  }

  /** @throws Refusal */
  async function attempt<T>(command: string, work: () => Promise<T> | T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(error);
      core.log.error("command.refused", { command, reason: refusal.code });
      throw refusal;
    }
  }
  const answer = <T>(command: string, work: () => Promise<T> | T): Promise<T> =>
    attempt(command, work).catch((refusal: Refusal) => Promise.reject(rejectionOf(library, refusal)));
  const notAvailable = (): Promise<never> =>
    answer("not-available", () => Promise.reject(connectorError("control.not-available")));

  /** For rows where the library tells the host nothing when we fail. */
  const report = (command: string, work: () => Promise<unknown> | unknown): Promise<void> =>
    attempt(command, work).then(
      () => {},
      (error: unknown) => publisher.publishError(error),
    );

  function customerOf(callId: string): string {
    const call = core.picture.call(callId);
    const leg = call === undefined ? undefined : customerLeg(call.view);
    if (leg === undefined) throw connectorError("call.unknown");
    return leg.legId;
  }
  const onCustomer = (set: (callId: string, legId: string) => Promise<CallPicture>) => (callId: string) =>
    set(callId, customerOf(callId));

  /** The library sends `event` with what this resolves with; a host that names a call which nobody knows hears INVALID_PARTICIPANT where the library has it. */
  const toggle = <T>(
    command: string,
    hostCall: HostCall,
    event: ToggleEvent,
    result: (library: Library, call: CallPicture, agent: AgentView) => T,
    set: (callId: string) => Promise<CallPicture>,
  ): Promise<T> =>
    answer(command, () => {
      const callId = findTalking(hostCall);
      return teller.handOver(callId, event, async () => result(library, await set(callId), agent()));
    });
  function findTalking(hostCall: HostCall): string {
    try {
      return find(hostCall, ["connected"]);
    } catch (error) {
      throw typeof hostCall?.callId === "string" ? new Refusal(error, "INVALID_PARTICIPANT") : error;
    }
  }

  /** Of a call that is gone, at the server or here, there is nothing to fail: both sides want the same. */
  async function wrapUp(hostCall: HostCall): Promise<void> {
    const key = hostCall?.callId;
    const meant = core.picture.calls().find((call) => vendorCallKeyOf(call.view, agent().agentId) === key);
    try {
      await core.calls.wrapUp(find(hostCall, ["afterConversationWork"]));
    } catch (error) {
      const standing = meant && core.picture.call(meant.view.callId)?.standing;
      if (typeof key !== "string" || !(isGone(error) || standing === "over")) throw error;
      core.log.info("wrap-up.already-over", { reason: codeOf(error) });
      teller.wrapUpIsOver({ callId: key, callType: hostCall?.callType }, meant);
    }
  }

  return {
    init: (config: unknown) => login.init(config),
    logout: () =>
      answer("logout", async () => {
        const loggedOut = await login.logout();
        status.forget();
        return loggedOut;
      }),

    getAgentConfig: () => {
      const phone = core.picture.agent?.phone;
      const selectedPhone = new library.Phone(phone ?? { type: "SOFT_PHONE" });
      return Promise.resolve(new library.AgentConfigResult({ phones: ["SOFT_PHONE", "DESK_PHONE"], selectedPhone }));
    },
    getCapabilities: () => Promise.resolve(new library.CapabilitiesResult(vendor.capabilities)),
    getActiveCalls: () =>
      answer("getActiveCalls", () => {
        const ended = justEnded;
        justEnded = null;
        const calls = ended === null ? live() : live().filter((call) => call.view.callId === ended.view.callId);
        teller.given(calls);
        return new library.ActiveCallsResult({ activeCalls: calls.map(toPhoneCall) });
      }),

    dial: (contact: DialedContact) =>
      answer("dial", () => {
        const [callId, agentLegId, legId] = [core.newId(), core.newId(), core.newId()];
        const body = { callId, agentLegId, legId, to: destinationOf(contact), ...extensionOf(contact) };
        return teller.handOver(callId, "CALL_STARTED", async () => {
          const call = await core.calls.dial(body).catch((error: unknown) => {
            const dialed = core.picture.call(callId);
            const notReached = dialed === undefined ? null : notReachedCode(dialed);
            if (notReached !== null) throw connectorError(notReached);
            throw isNotDialable(error) ? new Refusal(error, "INVALID_DESTINATION") : error;
          });
          return new library.CallResult({ call: toPhoneCall(call) });
        });
      }),
    acceptCall: (hostCall: HostCall) =>
      answer("acceptCall", () => {
        const callId = find(hostCall, ["offered"]);
        // Of a callback that is accepted the library says CALL_STARTED: it is dialed now.
        const isCallback = core.picture.call(callId)?.view.callType === "Callback";
        return teller.handOver(callId, isCallback ? "CALL_STARTED" : "CALL_CONNECTED", async () => {
          return new library.CallResult({ call: toPhoneCall(await core.calls.accept(callId)) });
        });
      }),
    declineCall: (hostCall: HostCall) =>
      answer("declineCall", () => {
        const callId = find(hostCall, ["offered"]);
        return teller.handOver(callId, "HANGUP", async () => {
          return new library.CallResult({ call: toPhoneCall(await core.calls.decline(callId)) });
        });
      }),
    endCall: (hostCall: HostCall) =>
      answer("endCall", () => {
        const callId = find(hostCall, ["joining", "connected"]);
        return teller.handOver(callId, "HANGUP", async () => {
          const call = await core.calls.end(callId);
          const result = new library.HangupResult({ calls: [toPhoneCall(call)] });
          justEnded = call;
          return result;
        });
      }),
    wrapUpCall: (hostCall: HostCall) => report("wrapUpCall", () => wrapUp(hostCall)),

    /** Of this agent; the library names no call. */
    mute: () => toggle("mute", null, "MUTE_TOGGLE", muteToggle, core.calls.mute),
    unmute: () => toggle("unmute", null, "MUTE_TOGGLE", muteToggle, core.calls.unmute),
    hold: (hostCall: HostCall) => toggle("hold", hostCall, "HOLD_TOGGLE", holdToggle, onCustomer(core.calls.hold)),
    resume: (hostCall: HostCall) =>
      toggle("resume", hostCall, "HOLD_TOGGLE", holdToggle, onCustomer(core.calls.resume)),
    pauseRecording: (hostCall: HostCall) =>
      toggle("pauseRecording", hostCall, "RECORDING_TOGGLE", recordingToggle, core.calls.pauseRecording),
    resumeRecording: (hostCall: HostCall) =>
      toggle("resumeRecording", hostCall, "RECORDING_TOGGLE", recordingToggle, core.calls.resumeRecording),
    /** Resolves always: the library would tell the agent nothing and write rejected digits into its log. */
    sendDigits: (digits: unknown) =>
      report("sendDigits", () => {
        const callId = find(null, ["connected"]);
        return core.calls.sendDigits(callId, customerOf(callId), readDigits(digits));
      }),

    setAgentStatus: (agentStatus: string, info: { statusId?: unknown } | undefined, enqueueNextState: boolean) =>
      answer("setAgentStatus", async () => {
        await status.set(agentStatus, info, enqueueNextState === true);
        return new library.GenericResult({ success: true });
      }),
    getAgentStatus: () =>
      answer("getAgentStatus", () => {
        const { presence, routability } = agent();
        const { statusId, statusName } = presence;
        return new library.AgentVendorStatusInfo({ statusId, statusName, statusType: routability });
      }),
    setAgentConfig: (config: { selectedPhone?: { type?: unknown; number?: unknown } } | undefined) =>
      answer("setAgentConfig", async () => {
        await core.agent.setPhone(readPhone(config?.selectedPhone)).catch((error: unknown) => {
          throw isNumberRefused(error) ? new Refusal(error, "CAN_NOT_UPDATE_PHONE_NUMBER") : error;
        });
        return new library.GenericResult({ success: true });
      }),

    // Controls of a later step: refused, and announced as not there (vendor.ts).
    swap: notAvailable,
    conference: notAvailable,
    addParticipant: notAvailable,
    getPhoneContacts: notAvailable,
    superviseCall: notAvailable,
    supervisorBargeIn: notAvailable,
    /** Nothing is supervised, so there is nothing left to disconnect: failing would lose the next CALL_CONNECTED. */
    supervisorDisconnect: () => Promise.resolve(new library.SupervisorHangupResult({ calls: [] })),
    getSignedRecordingUrl: (recordingUrl: unknown, vendorCallKey: unknown, callId: unknown) =>
      signedRecordingUrl(deps, { recordingUrl, vendorCallKey }, callId),

    handleMessage: (message: unknown) => page.take(message),
    logMessageToVendor: (level: unknown) => core.log.info("host.log", { level: level === "ERROR" ? "ERROR" : "INFO" }),
    downloadLogs: (lines: readonly string[]) =>
      report("downloadLogs", () =>
        deps.saveFile(`log-${core.clock.now()}.txt`, redactedLog(lines, core.log.entries())),
      ),
  };
}

export type Connector = ReturnType<typeof createConnector>;

/** @throws ConnectorError digits.invalid; the digits themselves are never repeated, they may be a card number */
function readDigits(digits: unknown): string {
  if (typeof digits !== "string" || !/^[0-9A-D*#,]{1,64}$/.test(digits)) throw connectorError("digits.invalid");
  return digits;
}

/** @throws Refusal when it is no phone */
function readPhone(phone: { type?: unknown; number?: unknown } | undefined): Phone {
  if (phone?.type === "SOFT_PHONE") return { type: "SOFT_PHONE" };
  if (phone?.type !== "DESK_PHONE") throw connectorError("config.invalid");
  const number = typeof phone.number === "string" ? phone.number.trim() : "";
  if (number === "") throw new Refusal(connectorError("phone.number-missing"), "CAN_NOT_UPDATE_PHONE_NUMBER");
  return { type: "DESK_PHONE", number };
}

/** Bad shape or bad meaning of what was sent, and nothing but the number was free text. */
const isNumberRefused = (error: unknown): boolean =>
  codeOf(error) === "phone.number-missing" ||
  (error instanceof Error && "status" in error && (error.status === 400 || error.status === 422));
