import type { AgentWork, ConsoleChange, VoiceCall } from "../../console-contract.ts";
import { labels, sentences } from "../labels.ts";
import { ConnectorHost, aboutCall, type ConnectorWindow } from "../host/connector-host.ts";
import { textOf } from "../host/frames.ts";
import type { HostedCall } from "../host/phone.ts";
import type { Effect, OrgEvent } from "../host/step.ts";
import { FrameRecorder } from "../org/frame-recorder.ts";
import { OrderedLine } from "../org/ordered-line.ts";
import type { OrgClient, OrgError } from "../org/org-client.ts";
import { CallControls } from "./call-controls.ts";
import { caseWith, contactToDial, contactWith, type Callable } from "./callable.ts";
import { applyChange, applyState, withVoiceCall } from "./changes.ts";
import { labelOf, loginUrlOf } from "./connector-config.ts";
import type { MessageBridge } from "./message-bridge.ts";
import { PresenceStatus } from "./presence-status.ts";
import { PreviewCalls } from "./preview-calls.ts";
import { restoredCall } from "./restored-call.ts";
import { Ringing } from "./ringing.ts";
import { emptyView, isOpenWork, statusOf, workOf, type ConsoleView } from "./view.ts";
import { whyNotDial } from "./why-not-dial.ts";

/** After AGENT_AVAILABLE a connector replays its calls; there is no mark for the end of it. */
export const REPLAYED_WITHIN_MS = 5_000;

export interface SessionDeps {
  readonly org: OrgClient;
  readonly user: string;
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** Opens the org's change stream from a revision. @returns closes it */
  readonly openChanges: (
    user: string,
    after: number,
    hear: (change: ConsoleChange) => void,
    onConnected: (isConnected: boolean) => void,
  ) => () => void;
  readonly onView: (view: ConsoleView) => void;
  /** The contact center's message bridge; without one nothing is carried. */
  readonly bridge?: MessageBridge;
}

/** One user's console: joins connector, org and what the page shows. Knows nothing of components or of the DOM. */
export class ConsoleSession {
  readonly #deps: SessionDeps;
  readonly #host: ConnectorHost;
  readonly #line: OrderedLine;
  readonly #ringing: Ringing;
  readonly #presence: PresenceStatus;
  readonly #previews = new PreviewCalls();
  #view: ConsoleView = emptyView;
  /** callIds that this page has shown. */
  readonly #seen = new Set<string>();
  #config: Readonly<Record<string, unknown>> = {};
  #closeChanges: () => void = () => {};
  /** Works that the agent has accepted in this page and whose record opens as soon as there is one. */
  readonly #opened = new Set<string>();

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    const { now, after, org, user } = deps;
    const recorder = new FrameRecorder({ now, after, send: (frames) => org.keepFrames({ user, frames }) });
    this.#host = new ConnectorHost({
      now,
      after,
      onPhone: (phone) => this.#set({ ...this.#view, phone }),
      onEffect: (effect) => this.#act(effect),
      onFrame: (direction, frame) => recorder.record(direction, frame),
      labelOf: (namespace, label) => labelOf(this.#view.customLabels, namespace, label),
    });
    this.controls = new CallControls(this.#host);
    this.#line = new OrderedLine({
      after,
      onWaiting: (isWaiting) => this.#set({ ...this.#view, orgTrouble: isWaiting ? sentences.noAnswerFromOrg : null }),
      onRefused: (error) => this.#refused(error),
    });
    this.#presence = new PresenceStatus({
      org,
      user,
      host: this.#host,
      line: this.#line,
      view: () => this.#view,
      show: (presence) => this.#set({ ...this.#view, presence }),
    });
    this.#ringing = new Ringing(after, now, (hosted) => this.#pushTimeOut(hosted));
  }

  /** Mute, hold, recording, digits and further parties of a connected call. */
  readonly controls: CallControls;

  get view(): ConsoleView {
    return this.#view;
  }

  get recordings() {
    return this.#host.recordings;
  }

  async start(): Promise<void> {
    await this.#loadState();
    void this.#line.send(
      () => this.#deps.org.contacts(),
      ({ records }) => this.#set({ ...this.#view, contacts: records }),
    );
    void this.#line.send(
      () => this.#deps.org.cases(),
      ({ records }) => this.#set({ ...this.#view, cases: records }),
    );
    void this.#line.send(
      () => this.#deps.org.org(),
      (org) => this.#set({ ...this.#view, org }),
    );
    this.loadConnector();
  }

  /** Loads the connector's iframe, again if it is there. */
  loadConnector(): void {
    const { org, user } = this.#deps;
    this.#host.close();
    org.setupMessage(user).then(
      ({ connectorUrl, connectorOrigin, connectorConfig, bridgeComponent }) => {
        this.#config = connectorConfig;
        this.#deps.bridge?.load(bridgeComponent, (message) => this.#messageToConnector(message));
        const generation = (this.#view.connector?.generation ?? 0) + 1;
        this.#set({
          ...this.#view,
          connector: { url: connectorUrl, origin: connectorOrigin, generation },
          loginUrl: loginUrlOf(connectorConfig),
          longDistancePrefix: textOf(connectorConfig["/reqHvcc/reqLongDistPrefix"]) ?? "",
        });
      },
      (error: OrgError) => this.#host.apply({ type: "failed", text: `${sentences.notLoaded} ${error.message}` }),
    );
  }

  /** The iframe has loaded its page. */
  connectorLoaded(frame: ConnectorWindow): void {
    const { connector } = this.#view;
    if (connector) this.#host.setUp(frame, connector.origin, this.#config);
  }

  choosePresence(statusId: string): void {
    this.#presence.choose(statusId);
  }

  /** Keypad, click-to-dial and toolkit; only the first two are not offered while a call is there. */
  dial(to: string | Callable, isPreview = false): void {
    const contact = contactToDial(to, this.#view.longDistancePrefix);
    if (contact === null) return;
    const text = whyNotDial(this.#view);
    if (text !== null) {
      const about = { type: "DIAL", callId: null } as const;
      return this.#host.apply({ type: "alert", kind: "error", text, about });
    }
    this.#previews.dialed(isPreview);
    this.#host.ask("DIAL", { contact });
  }

  /** Toolkit API, startPreviewCall. */
  startPreviewCall(phoneNumber: string): void {
    this.dial(phoneNumber, true);
  }

  accept(callId: string): void {
    this.#about(callId, (hosted) => this.#host.ask("ACCEPT_CALL", aboutCall(hosted.call), callId));
  }

  decline(callId: string): void {
    this.#about(callId, (hosted) => {
      this.#ringing.declinedByAgent(callId);
      this.#host.ask("DECLINE_CALL", aboutCall(hosted.call), callId);
    });
  }

  end(callId: string): void {
    const fields = { agentStatus: statusOf(this.#view, this.#view.presence?.statusId)?.statusName ?? "" };
    this.#about(callId, (hosted) => this.#host.ask("END_CALL", { ...aboutCall(hosted.call), ...fields }, callId));
  }

  /** Guide, chapter 12, Understand Agent Statuses: closing the voice call in after conversation work sends SetAgentStatus. */
  finish(callId: string): void {
    this.#about(callId, (hosted) => {
      if (hosted.phase !== "afterConversationWork" || this.#view.phone.stage !== "ready") return;
      this.#host.tell("WRAP_UP_CALL", aboutCall(hosted.call));
      this.#presence.tellAfterWork();
      this.#host.apply({ type: "closed", callId });
      this.#actOnWork(callId, "close", isOpenWork);
    });
  }

  /** The agent has finished the call, and page or server was gone before the connector could say so: for the org it is over. */
  #finishElsewhere(callId: string): void {
    const work = workOf(this.#view, callId);
    if (work && isOpenWork(work)) return;
    this.#host.tell("WRAP_UP_CALL", { call: { callId } });
    this.#presence.tellAfterWork();
  }

  logOut(): void {
    this.#host.ask("LOGOUT");
  }

  alert(kind: "error" | "notice", text: string): void {
    this.#host.apply({ type: "alert", kind, text });
  }

  dismiss(alertId: number): void {
    this.#host.apply({ type: "dismissed", alertId });
  }

  showTab(voiceCallId: string | null): void {
    const isNew = voiceCallId !== null && !this.#view.tabs.includes(voiceCallId);
    const tabs = isNew ? [...this.#view.tabs, voiceCallId] : this.#view.tabs;
    this.#set({ ...this.#view, tabs, shownTab: voiceCallId });
  }

  /** A record page has loaded a record that the state and the stream have not told of. What they told is as new. */
  recordLoaded(voiceCall: VoiceCall): void {
    if (this.#view.voiceCalls.has(voiceCall.Id)) return;
    this.#set({ ...this.#view, voiceCalls: new Map(this.#view.voiceCalls).set(voiceCall.Id, voiceCall) });
  }

  /** Closing the tab of a call in after conversation work finishes it. */
  closeTab(voiceCallId: string): void {
    const tabs = this.#view.tabs.filter((id) => id !== voiceCallId);
    const shownTab = this.#view.shownTab === voiceCallId ? (tabs.at(-1) ?? null) : this.#view.shownTab;
    this.#set({ ...this.#view, tabs, shownTab });
    const work = this.#view.agentWork.findLast((one) => one.WorkItemId === voiceCallId && isOpenWork(one));
    if (work?.inAfterConversationWork) this.finish(work.vendorCallKey);
  }

  close(): void {
    this.#closeChanges();
    this.#host.close();
  }

  #set(view: ConsoleView): void {
    this.#view = view;
    for (const { call } of view.phone.calls) this.#seen.add(call.callId);
    this.#deps.onView(view);
    const seconds = view.presenceConfiguration?.pushTimeOutSeconds ?? null;
    this.#ringing.watch(
      view.phone.calls,
      seconds,
      view.presenceConfiguration?.afterConversationWorkSeconds ?? null,
      (hosted) => this.finish(hosted.call.callId),
    );
  }

  #about(callId: string, act: (hosted: HostedCall) => void): void {
    const hosted = this.#view.phone.calls.find(({ call }) => call.callId === callId);
    if (hosted) act(hosted);
  }

  #act(effect: Effect): void {
    if (effect.type === "announce") this.#set({ ...this.#view, announcement: effect.text });
    else if (effect.type === "report") this.#report(effect.event);
    else if (effect.type === "ready") this.#ready();
    else if (effect.type === "workElsewhere") this.#finishElsewhere(effect.callId);
    else if (effect.type === "message") this.#deps.bridge?.publish(effect.payload);
    else this.#presence.fromConnector(effect.statusId);
  }

  #ready(): void {
    this.#presence.tellAtLogIn();
    // CONNECTOR_READY {} says nothing of calls: then the connector's silence proves nothing either.
    if (this.#view.phone.areCapabilitiesKnown) this.#deps.after(REPLAYED_WITHIN_MS, () => this.#endLostCalls());
  }

  /** Calls that ended while no console was open: the org still shows them, the connector knows them no more. */
  #endLostCalls(): void {
    const { phone, agentWork } = this.#view;
    if (phone.stage !== "ready") return;
    for (const work of agentWork.filter((one) => isOpenWork(one) && !this.#seen.has(one.vendorCallKey))) {
      if (work.inAfterConversationWork) continue;
      const reason = work.Status === "Opened" ? "ended" : "error";
      this.#host.apply({ type: "alert", kind: "notice", text: sentences.gone });
      this.#report({ eventType: "HANGUP", calls: [{ callId: work.vendorCallKey, reason }] });
    }
  }

  /** "The connector starts receiving messages … after the connector is fully initialized" (guide, chapter 8): earlier ones are lost. */
  #messageToConnector(message: unknown): void {
    if (this.#view.phone.stage === "ready") this.#host.tell("MESSAGE", { message });
  }

  #report(event: OrgEvent): void {
    const { user, org } = this.#deps;
    const marked = this.#previews.mark(event);
    if (event.eventType === "HANGUP") this.#declineFirst(event);
    void this.#line.send(
      () => org.report({ ...marked, user }),
      ({ voiceCall, agentWork, presence }) => {
        if (voiceCall) this.#set(withVoiceCall(this.#view, voiceCall));
        if (agentWork) this.#hear({ kind: "agent-work", revision: 0, agentWork });
        this.#presence.changedByOrg(presence);
      },
    );
  }

  /** The agent's own decline goes to the org before the HANGUP that it caused: only then is it one. */
  #declineFirst(event: OrgEvent & { eventType: "HANGUP" }): void {
    for (const { callId } of event.calls) {
      if (this.#ringing.takeDeclined(callId)) this.#endOffer(callId, "decline");
    }
  }

  #pushTimeOut(hosted: HostedCall): void {
    this.#host.apply({ type: "timed-out", callId: hosted.call.callId });
    this.#endOffer(hosted.call.callId, "push-time-out");
    this.#host.ask("DECLINE_CALL", aboutCall(hosted.call), hosted.call.callId);
  }

  #endOffer(callId: string, action: "decline" | "push-time-out"): void {
    this.#actOnWork(callId, action, ({ Status }) => Status === "Assigned");
  }

  /** The work is looked up when its turn comes: the org may not have told of it yet. */
  #actOnWork(
    callId: string,
    action: "decline" | "push-time-out" | "close",
    isMeant: (work: AgentWork) => boolean,
  ): void {
    const { org, user } = this.#deps;
    void this.#line.send(
      async () => {
        const work = workOf(this.#view, callId);
        return work !== undefined && isMeant(work) ? org.actOnWork(work.Id, { user, action }) : null;
      },
      (answer) => {
        if (answer === null) return;
        this.#hear({ kind: "agent-work", revision: 0, agentWork: answer.agentWork });
        this.#presence.changedByOrg(answer.presence);
      },
    );
  }

  #hear(change: ConsoleChange): void {
    if (change.kind === "reset") return void this.#loadState();
    if (change.kind === "presence" && change.presence.reason !== "connector")
      this.#presence.changedByOrg(change.presence);
    this.#set(applyChange(this.#view, change));
    if (change.kind === "agent-work") this.#workChanged(change.agentWork);
  }

  #workChanged(work: AgentWork): void {
    this.#restore(work);
    this.#dropFinished(work.vendorCallKey);
    if (work.Status === "Opened" && work.WorkItemId !== null && !this.#opened.has(work.Id)) {
      this.#opened.add(work.Id);
      this.showTab(work.WorkItemId);
    }
  }

  async #loadState(): Promise<void> {
    await this.#line.send(
      () => this.#deps.org.state(this.#deps.user),
      (state) => {
        this.#set(applyState(this.#view, state));
        for (const work of state.agentWork) this.#workChanged(work);
        this.#closeChanges();
        this.#closeChanges = this.#deps.openChanges(
          this.#deps.user,
          state.revision,
          (change) => this.#hear(change),
          (isConnected) => this.#set({ ...this.#view, changesLost: !isConnected }),
        );
      },
    );
  }

  /** A call in after conversation work is over for the connector: only the org still knows it after a reload. */
  #restore(work: AgentWork): void {
    if (!work.inAfterConversationWork || this.#seen.has(work.vendorCallKey)) return;
    const record = this.#view.voiceCalls.get(work.WorkItemId ?? "");
    const hosted = restoredCall(work, record, this.#deps.now());
    if (hosted !== null) this.#host.apply({ type: "restored", hosted });
  }

  /** After conversation work that was finished in another tab. The connector has heard of it from there. */
  #dropFinished(callId: string): void {
    const work = workOf(this.#view, callId);
    if (work === undefined || isOpenWork(work)) return;
    this.#about(callId, ({ phase }) => {
      if (phase === "afterConversationWork") this.#host.apply({ type: "closed", callId });
    });
  }

  #refused(error: OrgError): void {
    if (this.#view.user === null) this.#set({ ...this.#view, orgTrouble: error.message });
    else this.#host.apply({ type: "alert", kind: "error", text: sentences.orgRefused(error.message) });
  }
}

export const titleOf = (view: ConsoleView, recordId: string): string =>
  view.voiceCalls.get(recordId)?.Name ??
  contactWith(view, recordId)?.Name ??
  caseWith(view, recordId)?.CaseNumber ??
  labels.loading;
