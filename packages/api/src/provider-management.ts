import { z } from "zod";
import { Instant, OrgId } from "./ids.ts";
import type { Route } from "./route.ts";

/**
 * What the package's Apex (force-app/main/setup) asks of a provider with the management credential: Setup's capabilities.
 * The contact center is the credential's own; `CONTACT_CENTER_CHOICE` chooses among several that one credential covers and
 * gives no access to others. Every write is all or nothing, and repeating it is harmless.
 */
export const CONTACT_CENTER_CHOICE = "pt-contact-center";
/** 5,000 users in one atomic batch are about 0.75 MB: these two routes need a larger body limit than the others. */
export const USER_BATCH_BODY_LIMIT_BYTES = 4_194_304;

const name = z.string().trim().min(1).max(255);
const providerId = z.string().min(1).max(255);
/** Salesforce record id, 15 or 18 characters. */
const SalesforceId = z.string().regex(/^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/, "must be a Salesforce id");

/** The provider refuses with 403 when the credential was issued for another org. */
export const ConnectionCheckBody = z.strictObject({
  orgId: OrgId,
  contactCenterId: SalesforceId.nullable(),
  internalName: z.string().max(80).nullable(),
});
export const ConnectionChecked = z.object({ orgId: OrgId });
export const PartnerContactCenters = z.object({
  contactCenters: z.array(z.object({ partnerContactCenterId: providerId, displayName: name })).max(1000),
});

export const UserBatchBody = z.strictObject({
  contactCenterId: SalesforceId.nullable(),
  users: z
    .array(
      z.strictObject({
        userId: SalesforceId,
        username: z.string().min(3).max(80),
        firstName: z.string().max(40).nullable(),
        lastName: z.string().max(80).nullable(),
      }),
    )
    .min(1)
    .max(5000),
});
/** Every user of the batch, or the batch has failed. `agentId` is unique; null only after a removal. */
export const UserBatchDone = z.object({
  users: z.array(z.object({ userId: SalesforceId, agentId: providerId.nullable() })),
});

export const PartnerQueue = z.object({ queueId: providerId, name });
export const PartnerQueues = z.object({ queues: z.array(PartnerQueue).max(5000) });
/** A name that exists already answers the queue that has it. */
export const NewQueueBody = z.strictObject({ name });
export const PartnerGroup = z.object({ groupId: providerId, name });
export const PartnerGroups = z.object({ groups: z.array(PartnerGroup).max(5000) });
export const NewGroupBody = z.strictObject({ name, description: z.string().max(1000).nullable() });
/** Adds; who is on the queue already stays. */
export const QueueMembersBody = z.strictObject({
  userIds: z.array(SalesforceId).max(5000),
  groupIds: z.array(providerId).max(1000),
});
export const GroupMembersBody = z.strictObject({
  addUserIds: z.array(SalesforceId).max(5000),
  removeUserIds: z.array(SalesforceId).max(5000),
});
/** Whom the provider does not have, of those to add; nothing was changed unless both are empty. */
export const MembersAssociated = z.object({
  unknownUserIds: z.array(SalesforceId),
  unknownGroupIds: z.array(providerId),
});

export const PhoneNumbers = z.object({
  phoneNumbers: z
    .array(
      z.object({
        phoneNumberId: providerId,
        /** E.164. */
        phoneNumber: z.string().regex(/^\+[1-9][0-9]{1,14}$/),
        countryCode: z.string().regex(/^[A-Z]{2}$/),
        type: z.string().max(40).nullable(),
      }),
    )
    .max(5000),
});
/** `service` is agreed with Salesforce for each partner. */
export const TelephonyFeatures = z.object({
  queueUserGrouping: z.boolean(),
  intelligenceServices: z.array(
    z.object({ service: name, label: name, signalTypes: z.array(z.enum(["Category", "Sentiment"])) }),
  ),
});

/**
 * A new key pair. The server signs with the old one until Salesforce has taken the new one. 409 `signer.org` where the
 * admin's own certificate signs.
 */
export const NewSigningCertificate = z.object({ certificate: z.string(), expiresAt: Instant });

export const RecordingUrlsBody = z.strictObject({
  vendorCallKeys: z.array(z.string().min(1).max(255)).min(1).max(500),
});
/** `none`: there never will be one. `url`: https, good for `expiresInMinutes`, at least 5; null: for ever. */
export const RecordingUrls = z.object({
  recordings: z.array(
    z.object({
      vendorCallKey: z.string(),
      state: z.enum(["ready", "pending", "none"]),
      url: z.url({ protocol: /^https$/ }).nullable(),
      expiresInMinutes: z.number().int().min(5).nullable(),
    }),
  ),
});

export const IdentityProviderBody = z.strictObject({ samlMetadata: z.string().min(1).max(200_000) });
export const SingleSignOn = z.object({
  acsUrl: z.url(),
  entityUrl: z.string().min(1),
  sloUrl: z.url().nullable(),
  customAttributes: z.record(z.string(), z.string()),
});
export const OrgDomainBody = z.strictObject({ orgDomain: z.string().min(1).max(255), scrtUrl: z.url() });

const current = "/v1/contact-centers/current";
const managed = { principals: ["management"] } as const;

/** Routes that a provider's server implements for Setup; the integration server mounts them. */
export const providerManagementRoutes = [
  {
    ...managed,
    operationId: "checkConnection",
    method: "POST",
    path: "/v1/connection-checks",
    body: ConnectionCheckBody,
    status: 200,
    answer: ConnectionChecked,
    summary: "Does the credential belong to this org",
  },
  {
    ...managed,
    operationId: "listContactCenters",
    method: "GET",
    path: "/v1/contact-centers",
    status: 200,
    answer: PartnerContactCenters,
    summary: "Contact centers of the credential",
  },
  {
    ...managed,
    operationId: "addUsers",
    method: "POST",
    path: `${current}/user-additions`,
    body: UserBatchBody,
    bodyLimitBytes: USER_BATCH_BODY_LIMIT_BYTES,
    status: 200,
    answer: UserBatchDone,
    summary: "Add users, all or none",
  },
  {
    ...managed,
    operationId: "removeUsers",
    method: "POST",
    path: `${current}/user-removals`,
    body: UserBatchBody,
    bodyLimitBytes: USER_BATCH_BODY_LIMIT_BYTES,
    status: 200,
    answer: UserBatchDone,
    summary: "Remove users, all or none; an unknown one counts as removed",
  },
  {
    ...managed,
    operationId: "listQueues",
    method: "GET",
    path: `${current}/queues`,
    status: 200,
    answer: PartnerQueues,
    summary: "Queues",
  },
  {
    ...managed,
    operationId: "createQueue",
    method: "POST",
    path: `${current}/queues`,
    body: NewQueueBody,
    status: 201,
    answer: PartnerQueue,
    summary: "Create a queue",
  },
  {
    ...managed,
    operationId: "removeQueue",
    method: "DELETE",
    path: `${current}/queues/:queueId`,
    status: 204,
    summary: "Remove a queue",
  },
  {
    ...managed,
    operationId: "associateWithQueue",
    method: "POST",
    path: `${current}/queues/:queueId/members`,
    body: QueueMembersBody,
    status: 200,
    answer: MembersAssociated,
    summary: "Put users and groups on a queue",
  },
  {
    ...managed,
    operationId: "listGroups",
    method: "GET",
    path: `${current}/groups`,
    status: 200,
    answer: PartnerGroups,
    summary: "Groups",
  },
  {
    ...managed,
    operationId: "createGroup",
    method: "POST",
    path: `${current}/groups`,
    body: NewGroupBody,
    status: 201,
    answer: PartnerGroup,
    summary: "Create a group",
  },
  {
    ...managed,
    operationId: "associateWithGroup",
    method: "POST",
    path: `${current}/groups/:groupId/members`,
    body: GroupMembersBody,
    status: 200,
    answer: MembersAssociated,
    summary: "Add users to a group and take others off it",
  },
  {
    ...managed,
    operationId: "listTransferDestinations",
    method: "GET",
    path: `${current}/transfer-destinations`,
    status: 200,
    answer: PartnerQueues,
    summary: "Queues that a flow may return",
  },
  {
    ...managed,
    operationId: "listPhoneNumbers",
    method: "GET",
    path: `${current}/phone-numbers`,
    status: 200,
    answer: PhoneNumbers,
    summary: "Phone numbers",
  },
  {
    ...managed,
    operationId: "getTelephonyFeatures",
    method: "GET",
    path: `${current}/telephony-features`,
    status: 200,
    answer: TelephonyFeatures,
    summary: "Groups on queues, and intelligence services",
  },
  {
    ...managed,
    operationId: "renewSigningCertificate",
    method: "POST",
    path: `${current}/signing-certificates`,
    body: z.strictObject({}),
    status: 201,
    answer: NewSigningCertificate,
    summary: "A new key pair and its certificate",
  },
  {
    ...managed,
    operationId: "signRecordingUrls",
    method: "POST",
    path: `${current}/recording-urls`,
    body: RecordingUrlsBody,
    status: 200,
    answer: RecordingUrls,
    summary: "Signed addresses of recordings, one for each key",
  },
  {
    ...managed,
    operationId: "putIdentityProvider",
    method: "PUT",
    path: `${current}/identity-provider`,
    body: IdentityProviderBody,
    status: 204,
    summary: "Salesforce's SAML metadata",
  },
  {
    ...managed,
    operationId: "getSingleSignOn",
    method: "GET",
    path: `${current}/single-sign-on`,
    status: 200,
    answer: SingleSignOn,
    summary: "What Salesforce makes the connected app from",
  },
  {
    ...managed,
    operationId: "putOrgDomain",
    method: "PUT",
    path: `${current}/org-domain`,
    body: OrgDomainBody,
    status: 204,
    summary: "The org's new My Domain and voice API",
  },
] as const satisfies readonly Route[];
