import type {
  AgentWork,
  ConsoleChange,
  ConsoleState,
  ConnectorEventRequest,
  PresenceView,
  VoiceCall,
} from "../../console-contract.ts";
import { OrgError, type OrgClient } from "../org/org-client.ts";
import { ACCEPTED_ORIGIN } from "./published-library.ts";

export const AVAILABLE = "0N5Lo0000000001KAA";
export const BUSY = "0N5Lo0000000002KAA";
export const USER = "ada@northwind.example";

/** The org as far as a console can tell: answers the contract, and remembers in which order it was asked. */
export class FakeOrg {
  readonly asked: [what: string, body: unknown][] = [];
  /** The next requests are answered like this. */
  readonly failures: OrgError[] = [];
  presence: PresenceView = {
    userId: "005",
    statusId: "0",
    pendingStatusId: null,
    reason: "agent",
    since: "2026-11-22T08:00:00.000Z",
  };
  agentWork: AgentWork[] = [];
  voiceCalls: VoiceCall[] = [];
  configuration: ConsoleState["presenceConfiguration"] = {
    updateStatusOnDecline: null,
    updateStatusOnPushTimeOut: null,
    pushTimeOutSeconds: null,
    afterConversationWorkAllowed: true,
    afterConversationWorkSeconds: null,
  };
  customLabels: Record<string, string> = {};
  hear: (change: ConsoleChange) => void = () => {};

  work(fields: Partial<AgentWork> = {}): AgentWork {
    return {
      Id: "0Bz1",
      WorkItemId: "0LQ1",
      UserId: "005",
      ServiceChannelId: "0N9",
      Status: "Assigned",
      AssignedDateTime: "2026-11-22T08:00:00.000Z",
      AcceptDateTime: null,
      CloseDateTime: null,
      wasConnected: false,
      inAfterConversationWork: false,
      vendorCallKey: "call-1",
      ...fields,
    };
  }

  readonly #steps: Partial<Record<ConnectorEventRequest["eventType"], Partial<AgentWork>>> = {
    CALL_STARTED: { Status: "Assigned" },
    CALL_CONNECTED: { Status: "Opened" },
    HANGUP: { inAfterConversationWork: true },
    WRAP_UP_ENDED: { Status: "Closed" },
  };

  client(): OrgClient {
    const answer = <T>(what: string, body: unknown, work: () => T): Promise<T> => {
      this.asked.push([what, body]);
      const failure = this.failures.shift();
      return failure ? Promise.reject(failure) : Promise.resolve(work());
    };
    const user = { Id: "005", Username: USER, Name: "Ada Agent", role: "agent", callCenterId: "04v" } as const;
    return {
      cases: () => answer("cases", null, () => ({ records: [], totalSize: 0 })),
      org: () =>
        answer("org", null, () => ({ organizationId: "00D", name: "Northwind", users: [user], contactCenters: [] })),
      state: () =>
        answer("state", null, () => ({
          revision: 1,
          user,
          presence: this.presence,
          presenceStatuses: [
            { statusId: "0", statusName: "Offline", hasChannels: false, isOffline: true },
            { statusId: AVAILABLE, statusName: "Available for Voice", hasChannels: true, isOffline: false },
            { statusId: BUSY, statusName: "Busy", hasChannels: false, isOffline: false },
          ],
          presenceConfiguration: this.configuration,
          customLabels: this.customLabels,
          agentWork: this.agentWork,
          voiceCalls: this.voiceCalls,
        })),
      setupMessage: () =>
        answer("setup-message", null, () => ({
          connectorUrl: `${ACCEPTED_ORIGIN}/connector/`,
          connectorOrigin: ACCEPTED_ORIGIN,
          connectorConfig: { userName: USER, scvVendorLoginUrl: "https://login.example/login/", isACWAllowed: true },
        })),
      setPresence: (body) =>
        answer("presence", body, () => {
          this.presence = body.enqueueNextState
            ? { ...this.presence, pendingStatusId: body.statusId }
            : { ...this.presence, statusId: body.statusId, pendingStatusId: null, reason: body.reason };
          // The stream is often faster than the answer.
          this.hear({ kind: "presence", revision: 5, presence: this.presence });
          return this.presence;
        }),
      report: (body) =>
        answer(body.eventType, body, () => {
          this.agentWork = [{ ...(this.agentWork[0] ?? this.work()), ...this.#steps[body.eventType] }];
          return {
            revision: 2,
            voiceCall: this.voiceCalls[0] ?? null,
            agentWork: this.agentWork[0]!,
            presence: this.presence,
          };
        }),
      actOnWork: (_id, body) =>
        answer(body.action, body, () => {
          const Status = ({ close: "Closed", decline: "Declined", "push-time-out": "DeclinedOnPushTimeout" } as const)[
            body.action
          ];
          this.agentWork = [{ ...(this.agentWork[0] ?? this.work()), Status }];
          const { statusId, pendingStatusId } = this.presence;
          this.presence = { ...this.presence, statusId: pendingStatusId ?? statusId, pendingStatusId: null };
          return { revision: 3, agentWork: this.agentWork[0]!, presence: this.presence };
        }),
      apex: () => Promise.reject(new OrgError(501, "apex.not-hosted", "not hosted")),
      keepFrames: (body) => Promise.resolve({ kept: body.frames.length }),
      voiceCalls: () => Promise.resolve({ records: this.voiceCalls, totalSize: this.voiceCalls.length }),
      voiceCall: () => Promise.reject(new OrgError(404, "record.not-found", "not there")),
      contacts: () => answer("contacts", null, () => ({ records: [], totalSize: 0 })),
    };
  }

  names(): string[] {
    const loads = ["state", "org", "setup-message", "contacts", "cases"];
    return this.asked.map(([what]) => what).filter((what) => !loads.includes(what));
  }
}
