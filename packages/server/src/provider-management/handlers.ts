import type { TenantId } from "../engine/engine.ts";
import type { Ask, OperationId } from "../http/ask.ts";
import type { EdgeDeps } from "../http/deps.ts";
import type { Answer } from "../http/idempotency.ts";
import { ProblemError } from "../http/problem-error.ts";
import { makeCertificate } from "../keys/make-certificate.ts";
import { keepNewKey } from "../keys/renew-signing-key.ts";
import { chosenCenter, lockCenter } from "./contact-center-choice.ts";
import { createGroup } from "./groups.ts";
import { associateWithGroup, associateWithQueue } from "./members.ts";
import { moveOrg, putIdentityProvider, singleSignOn } from "./org-addresses.ts";
import { phoneNumbers } from "./phone-numbers.ts";
import { createQueue, removeQueue } from "./queues.ts";
import { recordingUrls } from "./recording-urls.ts";
import { listGroups } from "./sql/groups.ts";
import { coversOrg, listCenters } from "./sql/list-centers.ts";
import { listQueues } from "./sql/queues.ts";
import { addUsers, removeUsersOf } from "./users.ts";

type Managed = {
  readonly [Name in OperationId]: Ask<Name>["asker"] extends { readonly kind: "management" } ? Name : never;
}[OperationId];

/** Setup's requests have one sender for each contact center: the org. */
const inSetup = (tenant: TenantId) => ({ tenant, scope: "setup" });
const SECRET = { "cache-control": "private, no-store" };

/** Routes of packages/api/src/provider-management.ts, which the package's Apex asks. */
export function providerManagementHandlers(deps: EdgeDeps) {
  const { db, now } = deps;
  const centerOf = ({ asker, contactCenter }: Pick<Ask<Managed>, "asker" | "contactCenter">) =>
    chosenCenter(deps, asker, contactCenter);
  return {
    ...connectionHandlers(deps),
    ...userHandlers(deps, centerOf),
    ...queueHandlers(deps, centerOf),
    ...groupHandlers(deps, centerOf),

    async listPhoneNumbers(ask: Ask<"listPhoneNumbers">): Promise<Answer> {
      return { body: await phoneNumbers(db, await centerOf(ask)) };
    },

    async getTelephonyFeatures(ask: Ask<"getTelephonyFeatures">): Promise<Answer> {
      await centerOf(ask);
      return { body: { queueUserGrouping: true, intelligenceServices: deps.setup.intelligenceServices } };
    },

    async renewSigningCertificate(ask: Ask<"renewSigningCertificate">): Promise<Answer> {
      const tenant = await centerOf(ask);
      // Before the transaction: making an RSA key takes a while.
      const made = await makeCertificate(now());
      return ask.once(inSetup(tenant), async (tx) => {
        const { signer } = await lockCenter(tx, tenant);
        if (signer === "org") throw new ProblemError("signer.org");
        await keepNewKey(tx, deps.secrets.secretKey, tenant, made, now());
        return { body: { certificate: made.certificate, expiresAt: made.expiresAt } };
      });
    },

    async signRecordingUrls(ask: Ask<"signRecordingUrls">): Promise<Answer> {
      const tenant = await centerOf(ask);
      return { body: await recordingUrls(deps.recordingUrls, tenant, ask.body.vendorCallKeys), headers: SECRET };
    },

    async putIdentityProvider(ask: Ask<"putIdentityProvider">): Promise<Answer> {
      await putIdentityProvider(db, await centerOf(ask), ask.body, now());
      return {};
    },

    async getSingleSignOn(ask: Ask<"getSingleSignOn">): Promise<Answer> {
      await centerOf(ask);
      return { body: singleSignOn(deps.setup.singleSignOn) };
    },

    async putOrgDomain(ask: Ask<"putOrgDomain">): Promise<Answer> {
      await moveOrg(db, await centerOf(ask), ask.body, now());
      return {};
    },
  };
}

type CenterOf = (ask: Pick<Ask<Managed>, "asker" | "contactCenter">) => Promise<TenantId>;

function connectionHandlers({ db }: EdgeDeps) {
  return {
    /** The installation's credential belongs to every org that has a contact center here. */
    async checkConnection({ asker, body }: Ask<"checkConnection">): Promise<Answer> {
      if (!(await coversOrg(db, asker.tenant, body.orgId))) throw new ProblemError("connection.other-org");
      return { body: { orgId: body.orgId } };
    },

    async listContactCenters({ asker }: Ask<"listContactCenters">): Promise<Answer> {
      const centers = await listCenters(db, asker.tenant);
      const contactCenters = centers.map((center) => ({
        partnerContactCenterId: center.tenant_id,
        displayName: center.display_name,
      }));
      return { body: { contactCenters } };
    },
  };
}

function userHandlers({ now, onSessionEnded }: EdgeDeps, centerOf: CenterOf) {
  return {
    async addUsers(ask: Ask<"addUsers">): Promise<Answer> {
      const tenant = await centerOf(ask);
      return ask.once(inSetup(tenant), async (tx) => ({ body: await addUsers(tx, tenant, ask.body.users, now()) }));
    },

    async removeUsers(ask: Ask<"removeUsers">): Promise<Answer> {
      const tenant = await centerOf(ask);
      let ended: readonly string[] = [];
      const answer = await ask.once(inSetup(tenant), async (tx) => {
        const { users, endedSessions } = await removeUsersOf(tx, tenant, ask.body.users, now());
        ended = endedSessions;
        return { body: { users } };
      });
      for (const sessionId of ended) await onSessionEnded?.(sessionId);
      return answer;
    },
  };
}

function queueHandlers({ db }: EdgeDeps, centerOf: CenterOf) {
  const queues = async (ask: Pick<Ask<Managed>, "asker" | "contactCenter">): Promise<Answer> => ({
    body: { queues: await listQueues(db, await centerOf(ask)) },
  });
  return {
    listQueues: (ask: Ask<"listQueues">) => queues(ask),
    /** A flow may return any queue. */
    listTransferDestinations: (ask: Ask<"listTransferDestinations">) => queues(ask),

    async createQueue(ask: Ask<"createQueue">): Promise<Answer> {
      const tenant = await centerOf(ask);
      return ask.once(inSetup(tenant), async (tx) => ({ body: await createQueue(tx, tenant, ask.body.name) }));
    },

    async removeQueue(ask: Ask<"removeQueue">): Promise<Answer> {
      const tenant = await centerOf(ask);
      await db.transaction((tx) => removeQueue(tx, tenant, ask.params["queueId"] as string));
      return {};
    },

    async associateWithQueue(ask: Ask<"associateWithQueue">): Promise<Answer> {
      const tenant = await centerOf(ask);
      const queueId = ask.params["queueId"] as string;
      return ask.once(inSetup(tenant), async (tx) => ({
        body: await associateWithQueue(tx, tenant, queueId, ask.body),
      }));
    },
  };
}

function groupHandlers({ db, now }: EdgeDeps, centerOf: CenterOf) {
  return {
    async listGroups(ask: Ask<"listGroups">): Promise<Answer> {
      return { body: { groups: await listGroups(db, await centerOf(ask)) } };
    },

    async createGroup(ask: Ask<"createGroup">): Promise<Answer> {
      const tenant = await centerOf(ask);
      return ask.once(inSetup(tenant), async (tx) => ({ body: await createGroup(tx, tenant, ask.body, now()) }));
    },

    async associateWithGroup(ask: Ask<"associateWithGroup">): Promise<Answer> {
      const tenant = await centerOf(ask);
      const groupId = ask.params["groupId"] as string;
      return ask.once(inSetup(tenant), async (tx) => ({
        body: await associateWithGroup(tx, tenant, groupId, ask.body),
      }));
    },
  };
}
