import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { ChangeStreams } from "../http/change-stream.ts";
import { OrgFault } from "../http/fault.ts";
import type { Org } from "../org/org.ts";
import { putPending } from "../omni/presence.ts";
import { callTables } from "../org/tables.ts";
import { byVendorCallKey, putPendingRouting } from "../org/voice-calls.ts";
import type { CustomLabels } from "../setup/custom-labels.ts";
import { defaultFacts, Facts } from "./facts.ts";
import { FaultsRequest, voiceEndpoints, type Faults } from "./faults.ts";
import type { FrameLog } from "./frame-log.ts";
import type { RequestLog } from "./request-log.ts";

const RequestsQuery = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  endpoint: z.enum(voiceEndpoints).optional(),
  limit: z.coerce.number().int().min(1).max(20_000).default(1_000),
});

const LabelsRequest = z.strictObject({
  labels: z.record(z.string().regex(/^[A-Za-z]\w*\.\w+$/, "must be namespace.label"), z.string().max(1_000).nullable()),
});

const PendingRoutingRequest = z.strictObject({ vendorCallKey: z.string().min(1), queue: z.string().min(1) });

export interface StandInContext {
  org: Org;
  faults: Faults;
  requests: RequestLog;
  frames: FrameLog;
  streams: ChangeStreams;
  packageLabels: CustomLabels;
}

/** The stand-in's own switches and looking glasses; no org has these addresses. */
export function registerStandIn(
  app: FastifyInstance,
  { org, faults, requests, frames, streams, packageLabels }: StandInContext,
): void {
  app.get("/stand-in/faults", () => ({ faults: faults.list() }));
  app.put("/stand-in/faults", (request) => {
    faults.set(FaultsRequest.parse(request.body).faults);
    return { faults: faults.list() };
  });
  app.get("/stand-in/facts", () => org.facts);
  app.put("/stand-in/facts", (request) => {
    const patch = z.record(z.string(), z.unknown()).parse(request.body);
    org.facts = Facts.parse({ ...org.facts, ...patch });
    return org.facts;
  });
  /** An org whose package is older or younger than the provider's connector; null takes a label away. */
  app.put("/stand-in/labels", (request) => {
    const labels = new Map(org.customLabels);
    for (const [name, text] of Object.entries(LabelsRequest.parse(request.body).labels)) {
      if (text === null) labels.delete(name);
      else labels.set(name, text);
    }
    org.customLabels = labels;
    return { labels: Object.fromEntries(labels) };
  });
  app.get("/stand-in/findings", () => {
    const findings = org.findings.list();
    return { failsRun: findings.some((finding) => finding.failsRun), findings };
  });
  app.get("/stand-in/requests", (request) => {
    const { after, endpoint, limit } = RequestsQuery.parse(request.query);
    return { requests: requests.list({ after, endpoint, limit }) };
  });
  app.get("/stand-in/frames", (request) => {
    const { after, limit } = RequestsQuery.parse(request.query);
    return { frames: frames.list(after, limit) };
  });
  /** What a flow of the org leaves behind while a call waits. */
  app.post("/stand-in/pending-routing", (request) => {
    const { vendorCallKey, queue } = PendingRoutingRequest.parse(request.body);
    const call = byVendorCallKey(org, vendorCallKey);
    const group = org.store.find("Group", (row) => row.DeveloperName === queue);
    if (call === undefined || group === undefined)
      throw new OrgFault("record.not-found", `The org has no call ${vendorCallKey}, or no queue ${queue}.`);
    return { Id: org.store.write((write) => putPendingRouting(org, write, call.Id, { QueueId: group.Id })) };
  });
  /** Routing and events, which no console page shows. */
  app.get("/stand-in/records", () => ({
    conversations: org.store.all("Conversation"),
    pendingServiceRouting: org.store.all("PendingServiceRouting"),
    conversationEvents: org.store.all("ConversationEvent"),
    pendingUpdates: org.store.all("PendingUpdate").length,
  }));
  app.post("/stand-in/reset", () => {
    org.store.write((write) => {
      for (const table of callTables) for (const row of org.store.all(table)) write.remove(table, row.Id);
      for (const user of org.store.all("User")) putPending(write, user, null);
    });
    faults.set([]);
    requests.clear();
    frames.clear();
    org.findings.clear();
    org.facts = defaultFacts();
    org.customLabels = packageLabels;
    streams.reset();
    return { done: true };
  });
}
