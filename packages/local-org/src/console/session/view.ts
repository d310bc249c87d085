import type {
  AgentWork,
  Case,
  Contact,
  OrgView,
  PresenceConfiguration,
  PresenceStatusView,
  PresenceView,
  UserView,
  VoiceCall,
} from "../../console-contract.ts";
import { idlePhone, isPending, type Phone } from "../host/phone.ts";

/** Everything the page shows; replaced as a whole, never changed. */
export interface ConsoleView {
  readonly org: OrgView | null;
  readonly user: UserView | null;
  /** Null: the state is not loaded yet. */
  readonly presence: PresenceView | null;
  readonly presenceStatuses: readonly PresenceStatusView[];
  readonly presenceConfiguration: PresenceConfiguration | null;
  readonly customLabels: Readonly<Record<string, string>>;
  readonly agentWork: readonly AgentWork[];
  /** By Id: those seen so far, newest version. */
  readonly voiceCalls: ReadonlyMap<string, VoiceCall>;
  /** Null: not loaded yet. */
  readonly contacts: readonly Contact[] | null;
  readonly cases: readonly Case[] | null;
  /** Of the contact center; goes before numbers that are not written in full. */
  readonly longDistancePrefix: string;
  readonly phone: Phone;
  readonly connector: { readonly url: string; readonly origin: string; readonly generation: number } | null;
  readonly loginUrl: string | null;
  /** Sentences over the page: the org does not answer, the console cannot start. */
  readonly orgTrouble: string | null;
  readonly changesLost: boolean;
  readonly announcement: string;
  /** Ids of records whose tabs are open, in order. */
  readonly tabs: readonly string[];
  /** Id of the tab in front; null: the list. */
  readonly shownTab: string | null;
  /** Grows with each change of a record, so that open record pages load again. */
  readonly recordRevision: ReadonlyMap<string, number>;
}

export const emptyView: ConsoleView = {
  org: null,
  user: null,
  presence: null,
  presenceStatuses: [],
  presenceConfiguration: null,
  customLabels: {},
  agentWork: [],
  voiceCalls: new Map(),
  contacts: null,
  cases: null,
  longDistancePrefix: "",
  phone: idlePhone,
  connector: null,
  loginUrl: null,
  orgTrouble: null,
  changesLost: false,
  announcement: "",
  tabs: [],
  shownTab: null,
  recordRevision: new Map(),
};

export const statusOf = (view: ConsoleView, statusId: string | undefined): PresenceStatusView | undefined =>
  view.presenceStatuses.find((status) => status.statusId === statusId);

export const workOf = (view: ConsoleView, vendorCallKey: string): AgentWork | undefined =>
  view.agentWork.findLast((work) => work.vendorCallKey === vendorCallKey);

const openStatuses: readonly string[] = ["Assigned", "Opened"];
export const isOpenWork = (work: AgentWork): boolean => openStatuses.includes(work.Status);

/** Nobody rings, talks or finishes up here. */
export const isIdle = ({ phone }: ConsoleView): boolean => phone.stage === "ready" && phone.calls.length === 0;
export const isDialing = ({ phone }: ConsoleView): boolean => isPending(phone, ["DIAL"], null);
export const canDial = (view: ConsoleView): boolean =>
  isIdle(view) && !isDialing(view) && statusOf(view, view.presence?.statusId)?.isOffline === false;
