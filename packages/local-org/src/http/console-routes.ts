import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  AgentWorkActionRequest,
  ConnectorEventRequest,
  FramesRequest,
  PresenceRequest,
  VoiceCallEdit,
  type ConsoleState,
  type OrgView,
  type UserView,
  type VoiceCall,
} from "../console-contract.ts";
import { actOnWork, openWorkOf } from "../omni/agent-work.ts";
import { takeConnectorEvent } from "../omni/connector-events.ts";
import { presenceConfiguration, setPresence, viewPresence } from "../omni/presence.ts";
import { organizationId18 } from "../org/definition.ts";
import { requireUser, type Org } from "../org/org.ts";
import type { User } from "../org/tables.ts";
import { viewContactCenter } from "../setup/contact-centers.ts";
import { presenceStatuses, setupMessage } from "../setup/setup-message.ts";
import type { ChangeStreams } from "./change-stream.ts";
import type { FrameLog } from "../stand-in/frame-log.ts";
import { editVoiceCall, viewVoiceCallPage } from "./voice-call-page.ts";

const UserQuery = z.object({ user: z.string().min(1).max(80) });
const ChangesQuery = UserQuery.extend({ after: z.coerce.number().int().nonnegative().optional() });
const ListQuery = z.object({ limit: z.coerce.number().int().min(1).max(2_000).default(50) });
const IdParameter = z.object({ id: z.string().min(1).max(40) });

export interface ConsoleContext {
  org: Org;
  streams: ChangeStreams;
  frames: FrameLog;
  /** Origin that `scrtUrl` of the setup message carries; known once the server listens. */
  scrtUrl(): string;
}

/** What console-contract.ts promises. */
export function registerConsole(app: FastifyInstance, { org, streams, frames, scrtUrl }: ConsoleContext): void {
  app.get("/console/org", () => viewOrg(org));
  app.get("/console/setup-message", (request) => setupMessage(org, UserQuery.parse(request.query).user, scrtUrl()));
  app.get("/console/state", (request) => viewState(org, requireUser(org, UserQuery.parse(request.query).user)));
  app.get("/console/changes", (request, reply) => {
    const query = ChangesQuery.parse(request.query);
    const user = requireUser(org, query.user);
    const last = Number(request.headers["last-event-id"] ?? query.after ?? org.store.revision);
    reply.hijack();
    streams.open(reply.raw, user.Id, Number.isSafeInteger(last) ? last : -1);
  });
  app.put("/console/presence", (request) => {
    const body = PresenceRequest.parse(request.body);
    const user = requireUser(org, body.user);
    const waits = body.enqueueNextState === true && openWorkOf(org, user.Id).length > 0;
    return setPresence(org, user, body.statusId, body.reason, waits);
  });
  app.post("/console/connector-events", (request) =>
    takeConnectorEvent(org, ConnectorEventRequest.parse(request.body)),
  );
  app.post("/console/agent-work/:id/actions", (request) =>
    actOnWork(org, IdParameter.parse(request.params).id, AgentWorkActionRequest.parse(request.body)),
  );
  app.post("/console/frames", (request) => {
    const body = FramesRequest.parse(request.body);
    return { kept: frames.add(requireUser(org, body.user).Username, body.frames) };
  });
  registerRecords(app, org);
}

function registerRecords(app: FastifyInstance, org: Org): void {
  app.get("/console/records/VoiceCall", (request) => {
    const { limit } = ListQuery.parse(request.query);
    const all = org.store.all("VoiceCall");
    const newestFirst = (one: VoiceCall, other: VoiceCall): number => (one.Name < other.Name ? 1 : -1);
    return { records: all.toSorted(newestFirst).slice(0, limit), totalSize: all.length };
  });
  app.get("/console/records/VoiceCall/:id", (request) => viewVoiceCallPage(org, IdParameter.parse(request.params).id));
  app.patch("/console/records/VoiceCall/:id", (request) =>
    editVoiceCall(org, IdParameter.parse(request.params).id, VoiceCallEdit.parse(request.body)),
  );
  for (const table of ["Contact", "Case"] as const) {
    app.get(`/console/records/${table}`, (request) => {
      const { limit } = ListQuery.parse(request.query);
      const all = org.store.all(table);
      return { records: all.slice(0, limit), totalSize: all.length };
    });
  }
}

function viewUser(user: User): UserView {
  return { Id: user.Id, Username: user.Username, Name: user.Name, role: user.role, callCenterId: user.CallCenterId };
}

function viewOrg(org: Org): OrgView {
  return {
    organizationId: organizationId18(org.definition),
    name: org.definition.name,
    users: org.store.all("User").map(viewUser),
    contactCenters: org.store.all("CallCenter").map((center) => viewContactCenter(org, center)),
  };
}

function viewState(org: Org, user: User): ConsoleState {
  const agentWork = openWorkOf(org, user.Id);
  return {
    revision: org.store.revision,
    user: viewUser(user),
    presence: viewPresence(user),
    presenceStatuses: presenceStatuses(org),
    presenceConfiguration: presenceConfiguration(org),
    customLabels: Object.fromEntries(org.customLabels),
    agentWork,
    voiceCalls: agentWork.flatMap(({ WorkItemId }) =>
      WorkItemId === null ? [] : (org.store.get("VoiceCall", WorkItemId) ?? []),
    ),
  };
}
