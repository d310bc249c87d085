import { LightningElement, api } from "lwc";
import type { VoiceCall } from "../../../../console-contract.ts";
import { labels, sentences } from "../../../labels.ts";
import type { OrgClient } from "../../../org/org-client.ts";
import type { PackagePage } from "../../../package/package-page.ts";
import { objectOf, type CallableObject } from "../../../session/callable.ts";
import { titleOf, type ConsoleSession } from "../../../session/console-session.ts";
import { leaveQuestion, type LeaveQuestion } from "../../../session/leave-question.ts";
import { emptyView, statusOf, type ConsoleView } from "../../../session/view.ts";

/** The console: global header, workspace tabs, the tab in front, utility bar with the docked Omni-Channel panel. */
export default class App extends LightningElement {
  static override renderMode = "light" as const;

  @api org: OrgClient | null = null;
  @api session: ConsoleSession | null = null;
  @api components: PackagePage | null = null;
  @api view: ConsoleView = emptyView;
  @api panelWidth = 340;
  @api startFault: string | null = null;

  isPanelOpen = true;
  /** Username chosen in the header, until the agent has said that the call may be left. */
  nextUser: string | null = null;
  /** Which list is in front while no record is: null is that of voice calls. */
  shownList: CallableObject | null = null;

  get labels() {
    return labels;
  }
  get orgName(): string {
    return this.view.org?.name ?? "";
  }
  get users() {
    const { org, user } = this.view;
    const all = org?.users ?? (user ? [user] : []);
    return all.map(({ Username, Name, role }) => ({
      Username,
      text: `${Name} (${role})`,
      isSelected: Username === user?.Username,
    }));
  }
  get trouble(): string | null {
    return this.startFault ?? this.view.orgTrouble ?? (this.view.changesLost ? sentences.changesLost : null);
  }

  get tabs() {
    const { tabs, shownTab } = this.view;
    return tabs.map((id) => {
      const title = titleOf(this.view, id);
      return {
        id,
        title,
        icon: ({ VoiceCall: "voiceCall", Contact: "user", Case: "omni" } as const)[objectOf(id)],
        closeName: `${labels.closeTab} ${title}`,
        current: id === shownTab ? "page" : null,
        tabClass: `console-tab${id === shownTab ? " console-tab_on" : ""}`,
      };
    });
  }
  get listTabClass(): string {
    return `console-tab console-tab_object${this.isListShown ? " console-tab_on" : ""}`;
  }
  get listCurrent(): string | null {
    return this.isListShown ? "page" : null;
  }
  get isListShown(): boolean {
    return this.view.shownTab === null && this.shownList === null;
  }
  get otherList(): CallableObject | null {
    return this.view.shownTab === null ? this.shownList : null;
  }
  get isCallableShown(): boolean {
    const { shownTab } = this.view;
    return shownTab !== null && objectOf(shownTab) !== "VoiceCall";
  }
  get otherLists() {
    return (["Contact", "Case"] as const).map((object) => ({
      object,
      text: object === "Contact" ? labels.contacts : labels.cases,
      current: object === this.otherList ? "page" : null,
      tabClass: `console-tab console-tab_object${object === this.otherList ? " console-tab_on" : ""}`,
    }));
  }
  get recordRevision(): number {
    return this.view.recordRevision.get(this.view.shownTab ?? "") ?? 0;
  }
  get listRevision(): number {
    return [...this.view.recordRevision.values()].reduce((sum, one) => sum + one, 0);
  }

  get panelClass(): string {
    return `console-panel${this.isPanelOpen ? "" : " console-panel_closed"}`;
  }
  get panelStyle(): string {
    return `width: ${Math.min(Math.max(this.panelWidth, 280), 640)}px`;
  }
  get mainStyle(): string {
    return this.isPanelOpen ? `--panel: ${Math.min(Math.max(this.panelWidth, 280), 640) + 24}px` : "";
  }
  get panelExpanded(): string {
    return String(this.isPanelOpen);
  }
  get utilityClass(): string {
    const rings = this.view.phone.calls.some(({ phase }) => phase === "ringing");
    return `slds-button console-utility${this.isPanelOpen ? " console-utility_on" : ""}${rings ? " console-utility_rings" : ""}`;
  }
  /** Beside the name, where there is room for it; the panel shows it too. */
  get utilityStatus(): string {
    const status = statusOf(this.view, this.view.presence?.statusId)?.statusName;
    return status ? `\u00a0(${status})` : "";
  }

  /** A new generation is a new iframe. */
  get connectors() {
    const { connector, phone } = this.view;
    const isShown = phone.stage === "storageAccess";
    return connector
      ? [
          {
            ...connector,
            frameClass: isShown ? "console-connector console-connector_shown" : "console-connector",
            hidden: isShown ? null : "true",
            tabIndex: isShown ? "0" : "-1",
          },
        ]
      : [];
  }

  handleFrameLoad(event: Event): void {
    const frame = (event.currentTarget as HTMLIFrameElement).contentWindow;
    if (frame) this.session?.connectorLoaded(frame);
  }
  /** A call that has ended meanwhile takes the question with it. */
  get question(): LeaveQuestion | null {
    return this.nextUser === null ? null : leaveQuestion(this.view, "switchUser");
  }
  handleUser(event: Event): void {
    this.nextUser = (event.target as HTMLSelectElement).value;
    if (this.question === null) this.handleLeave();
  }
  handleLeave(): void {
    const query = new URLSearchParams(window.location.search);
    query.set("user", this.nextUser!);
    window.location.search = query.toString();
  }
  handleStay(): void {
    this.nextUser = null;
  }
  /** Who was chosen and not switched to is not who is shown. */
  override renderedCallback(): void {
    const { user } = this.view;
    const select = this.querySelector<HTMLSelectElement>(".console-header__select");
    if (select && user && this.nextUser === null) select.value = user.Username;
  }
  handleOtherList(event: Event): void {
    this.shownList = (event.currentTarget as HTMLElement).dataset["object"] as CallableObject;
    this.session?.showTab(null);
  }
  handleList(): void {
    this.shownList = null;
    this.session?.showTab(null);
  }
  handleTab(event: Event): void {
    this.session?.showTab((event.currentTarget as HTMLElement).dataset["id"] ?? null);
  }
  handleOpen(event: CustomEvent<string>): void {
    this.session?.showTab(event.detail);
  }
  handleLoaded(event: CustomEvent<VoiceCall>): void {
    this.session?.recordLoaded(event.detail);
  }
  handleCloseTab(event: Event): void {
    this.session?.closeTab((event.currentTarget as HTMLElement).dataset["id"]!);
  }
  handlePanel(): void {
    this.isPanelOpen = !this.isPanelOpen;
  }
}
