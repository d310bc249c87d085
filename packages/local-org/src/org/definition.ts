import { readFileSync } from "node:fs";
import { z } from "zod";
import { isRecordId, toId18 } from "./ids.ts";
import type { Store, Transaction } from "./store.ts";

const name = z.string().trim().min(1).max(80);
const developerName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/, "must be a developer name: letters, digits, underscore");

/** What a route ends at: a queue (developer name) or an agent (username); `fail` makes a flow that fails. */
const RouteTarget = z.union([
  z.strictObject({ queue: developerName }),
  z.strictObject({ agent: name }),
  z.strictObject({ fail: z.string().min(1).max(200) }),
]);
export type RouteTarget = z.infer<typeof RouteTarget>;

/** Of a record's field: a value, or a contact or user by name. */
const FieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ contact: name }),
  z.strictObject({ user: name }),
]);
export type FieldValue = z.infer<typeof FieldValue>;

/**
 * The org definition: who is in the org and how it routes. One JSON file; what it does not say has the value below.
 * Users, queues and statuses are matched by name on every start, so a changed file changes the org and keeps its calls.
 */
export const OrgDefinition = z.strictObject({
  organizationId: z
    .string()
    .refine((id) => isRecordId(id, "Organization"), "must be an org id: 00D…, 15 or 18 characters")
    .default("00DLo0000000001"),
  name: name.default("Northwind"),
  /** My Domain name, `orgDomainName` of the setup message. */
  myDomain: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,33}$/, "must be a My Domain name")
    .default("northwind-local"),
  users: z
    .array(
      z.strictObject({
        username: name,
        name,
        role: z.enum(["agent", "supervisor", "admin"]),
        /** Those of the package, by API name: their custom permissions hold for Apex. */
        permissionSets: z.array(developerName).default([]),
      }),
    )
    .min(1)
    .prefault([
      { username: "ada@northwind.example", name: "Ada Agent", role: "agent" },
      { username: "ben@northwind.example", name: "Ben Agent", role: "agent" },
      { username: "sam@northwind.example", name: "Sam Supervisor", role: "supervisor" },
      { username: "admin@northwind.example", name: "Alex Admin", role: "admin" },
    ]),
  presenceStatuses: z.array(z.strictObject({ name, hasChannels: z.boolean() })).default([
    { name: "Available for Voice", hasChannels: true },
    { name: "Busy", hasChannels: false },
    { name: "Away", hasChannels: false },
  ]),
  presenceConfiguration: z
    .strictObject({
      updateStatusOnDecline: name.nullable().default(null),
      updateStatusOnPushTimeOut: name.nullable().default(null),
      pushTimeOutSeconds: z.number().int().min(1).max(3_600).nullable().default(null),
      afterConversationWorkAllowed: z.boolean().default(true),
      afterConversationWorkSeconds: z.number().int().min(1).max(86_400).nullable().default(null),
    })
    .prefault({}),
  queues: z
    .array(z.strictObject({ name, developerName, externalId: name.optional() }))
    .default([{ name: "Support", developerName: "support", externalId: "support" }]),
  /** Vendor's ids of agents (CallCenterRoutingMap), by username. */
  agentExternalIds: z.record(z.string(), name).default({}),
  flows: z.array(z.strictObject({ developerName, target: RouteTarget })).default([]),
  phoneChannels: z
    .array(
      z.strictObject({
        dialedNumber: name,
        flow: developerName.optional(),
        fallbackQueue: developerName.optional(),
        voicemailFlow: developerName.optional(),
        voicemailQueue: developerName.optional(),
      }),
    )
    .default([]),
  voiceCallCustomFields: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]*__c$/, "must be a custom field: Name__c"),
        type: z.enum(["text", "number", "checkbox"]).default("text"),
        maxLength: z.number().int().min(1).max(131_072).default(255),
        required: z.boolean().default(false),
      }),
    )
    .default([]),
  contacts: z
    .array(
      z.strictObject({
        name,
        phone: name.nullable().default(null),
        phonePrefix: name.nullable().default(null),
        phoneExtension: name.nullable().default(null),
        email: name.nullable().default(null),
      }),
    )
    .prefault([
      { name: "Carla Caller", phone: "+14155550101", email: "carla@customer.example" },
      { name: "Deniz Demir", phone: "+14155550102", email: "deniz@customer.example" },
      { name: "Kaya Kontor", phone: "415 555 0103", phonePrefix: "+1", phoneExtension: "204", email: null },
      { name: "Nora Nonumber", phone: null, email: "nora@customer.example" },
    ]),
  cases: z
    .array(
      z.strictObject({ subject: z.string().min(1).max(255), status: name.default("New"), contact: name.optional() }),
    )
    .default([
      { subject: "Router keeps restarting", status: "New", contact: "Carla Caller" },
      { subject: "Nobody is named in this case", status: "New" },
    ]),
  /** Where callouts of Apex may go (`callout:<name>/…`); url null: this org's own voice API. */
  namedCredentials: z
    .array(
      z.strictObject({
        name: developerName,
        url: z
          .url({ protocol: /^https?$/ })
          .nullable()
          .default(null),
      }),
    )
    .default([]),
  /** Records of the package's objects. Made when its Apex first starts, if there is none of their object yet. */
  records: z
    .array(
      z.strictObject({
        object: developerName,
        owner: name.optional(),
        fields: z.record(developerName, FieldValue),
      }),
    )
    .default([]),
  /** The service value that Salesforce gave the partner for intelligence signals. */
  intelligenceService: name.default("PartnerTelephonyIntelligence"),
});
export type OrgDefinition = z.infer<typeof OrgDefinition>;

export function readJsonFile(path: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(readFileSync(path, "utf8")) };
  } catch (error) {
    return { problem: `${path} cannot be read: ${(error as Error).message}` };
  }
}

/** Brings users, statuses, queues, routing map and sample records to what the definition says; keeps ids of known names. */
export function seed(store: Store, definition: OrgDefinition, now: number): void {
  store.write((write) => {
    for (const status of definition.presenceStatuses) {
      const known = store.find("ServicePresenceStatus", (row) => row.statusName === status.name);
      const Id = known?.Id ?? write.nextId("ServicePresenceStatus");
      write.put("ServicePresenceStatus", { Id, statusName: status.name, hasChannels: status.hasChannels });
    }
    seedUsers(store, write, definition, now);
    seedQueues(store, write, definition);
    if (store.all("Contact").length === 0) seedSamples(write, definition);
  });
  store.write((write) => seedRoutingMap(store, write, definition));
}

function seedUsers(store: Store, write: Transaction, definition: OrgDefinition, now: number): void {
  for (const user of definition.users) {
    const known = store.by("User", "Username", user.username)[0];
    write.put("User", {
      Id: known?.Id ?? write.nextId("User"),
      Username: user.username,
      Name: user.name,
      role: user.role,
      CallCenterId: known?.CallCenterId ?? null,
      presenceStatusId: known?.presenceStatusId ?? "0",
      pendingPresenceStatusId: known?.pendingPresenceStatusId ?? null,
      presenceReason: known?.presenceReason ?? "login",
      presenceSince: known?.presenceSince ?? new Date(now).toISOString(),
    });
  }
}

function seedQueues(store: Store, write: Transaction, definition: OrgDefinition): void {
  for (const queue of definition.queues) {
    const known = store.find("Group", (row) => row.DeveloperName === queue.developerName);
    const Id = known?.Id ?? write.nextId("Group");
    write.put("Group", { Id, Name: queue.name, DeveloperName: queue.developerName });
  }
}

function seedRoutingMap(store: Store, write: Transaction, definition: OrgDefinition): void {
  for (const row of store.all("CallCenterRoutingMap")) write.remove("CallCenterRoutingMap", row.Id);
  const map = (ExternalId: string, ReferenceRecordId: string | undefined): void => {
    if (ReferenceRecordId === undefined) return;
    write.put("CallCenterRoutingMap", { Id: write.nextId("CallCenterRoutingMap"), ExternalId, ReferenceRecordId });
  };
  for (const queue of definition.queues) {
    if (queue.externalId === undefined) continue;
    map(queue.externalId, store.find("Group", (row) => row.DeveloperName === queue.developerName)?.Id);
  }
  for (const [username, externalId] of Object.entries(definition.agentExternalIds)) {
    map(externalId, store.by("User", "Username", username)[0]?.Id);
  }
}

function seedSamples(write: Transaction, definition: OrgDefinition): void {
  const contactIds = new Map<string, string>();
  for (const contact of definition.contacts) {
    const Id = write.nextId("Contact");
    contactIds.set(contact.name, Id);
    const { name: Name, phone: Phone, phonePrefix, phoneExtension, email: Email } = contact;
    const dialed = { PhonePrefix: phonePrefix, PhoneExtension: phoneExtension };
    write.put("Contact", { Id, Name, Phone, Email, ...dialed });
  }
  for (const sample of definition.cases) {
    write.put("Case", {
      Id: write.nextId("Case"),
      CaseNumber: String(write.nextNumber("CaseNumber")).padStart(8, "0"),
      Subject: sample.subject,
      Status: sample.status,
      ContactId: (sample.contact === undefined ? undefined : contactIds.get(sample.contact)) ?? null,
    });
  }
}

export function organizationId18(definition: OrgDefinition): string {
  return toId18(definition.organizationId);
}
