import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  NotCompiled,
  startHost,
  type Caller,
  type PageCall,
  type Plain,
  type RunningHost,
} from "@partner-telephony/apex-runner/hosting";
import { OrgFault } from "../http/fault.ts";
import { organizationId18 } from "../org/definition.ts";
import type { Org } from "../org/org.ts";
import type { User } from "../org/tables.ts";
import { missingRecords } from "./definition-records.ts";
import { keepChanges, keptCounters } from "./keep-changes.ts";
import { personName, recordChanges, type RecordChanges } from "./record-changes.ts";

/** The package's Apex, for pages and components. */
export interface HostedApex {
  /** @throws ApexFailure, NotCallable, OrgFault `apex.not-started` */
  call(call: PageCall, user: User): Promise<Plain>;
  /** Setup has changed what Apex is started with: the next call starts it anew. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The runner's thread when this runs bundled, which reads no TypeScript; null: from source. */
const worker = import.meta.url.includes("/dist/process/")
  ? new URL("../../../apex-runner/dist/process/main.js", import.meta.url).href
  : null;
/** Classes as the build has read them; one that has changed since is read again. */
const trees = fileURLToPath(new URL("../../../apex-runner/dist/trees", import.meta.url));

interface Started {
  readonly host: RunningHost;
  readonly changes: RecordChanges;
}

/**
 * Runs the classes of a source folder. They are compiled at the first call, so that an org in which nobody needs them starts
 * as fast as ever. Records stay with the org: Apex is told what has changed before a call, and its own changes are written
 * back after it. One call at a time.
 */
export function hostApex(org: Org, folder: string, voiceApi: () => string): HostedApex {
  let starting: Promise<Started> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const stop = async (): Promise<void> => {
    const started = await starting?.catch(() => null);
    starting = null;
    started?.changes.close();
    await started?.host.close();
  };
  const running = async (): Promise<Started> => {
    if (starting !== null && !((await starting.catch(() => null))?.host.isRunning ?? false)) await stop();
    starting ??= start(org, folder, voiceApi());
    return starting;
  };
  const run = async (call: PageCall, user: User): Promise<Plain> => {
    const { host, changes } = await running();
    const answer = await host.page(call, callerOf(org, user), changes.take());
    try {
      keepChanges(org.store, answer);
    } catch (error) {
      // What Apex believes to be written is not: the next call begins with what the org has.
      await stop();
      throw error;
    }
    return answer.result;
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    call: (call, user) => inTurn(() => run(call, user)),
    restart: () => inTurn(stop),
    close: stop,
  };
}

async function start(org: Org, folder: string, voiceApi: string): Promise<Started> {
  if (worker !== null && !existsSync(fileURLToPath(worker)))
    throw notStarted(`${fileURLToPath(worker)} is not built. Build it: node --import tsx scripts/build/main.ts`);
  const { definition, store } = org;
  const host = await startHost({
    roots: [folder],
    namespace: org.vendorInfos[0]?.namespace ?? null,
    cache: trees,
    worker,
    counters: keptCounters(store),
    options: {
      organizationId: organizationId18(definition),
      domainUrl: `https://${definition.myDomain}.my.salesforce.com`,
      namedCredentials: Object.fromEntries(
        definition.namedCredentials.map(({ name, url }) => [name, { url: url ?? voiceApi }]),
      ),
      certificates: Object.fromEntries(store.all("OwnCertificate").map(({ Id, ...pem }) => [Id, pem])),
    },
  }).catch((error: Error) => {
    throw error instanceof NotCompiled ? notCompiled(error.errors) : notStarted(error.message);
  });
  const changes = recordChanges(store);
  const missing = missingRecords(org);
  if (missing.length > 0) {
    await host.insert(missing, null, changes.take()).then(
      (made) => keepChanges(store, made),
      async (error: Error) => {
        changes.close();
        await host.close();
        throw notStarted(`the definition's records cannot be made: ${error.message}`);
      },
    );
  }
  return { host, changes };
}

/** An agent reads the first error, whoever mends it all of them. */
function notCompiled([first = "", ...others]: string[]): OrgFault {
  const more = others.length === 0 ? "" : ` And ${others.length} more: npm run check -- apex-compile lists them.`;
  return notStarted(`it does not compile. ${first}.${more}`);
}

const notStarted = (reason: string): OrgFault =>
  new OrgFault("apex.not-started", `The package's Apex cannot be started: ${reason}`);

function callerOf(org: Org, user: User): Caller {
  const { FirstName, LastName } = personName(user.Name);
  const defined = org.definition.users.find(({ username }) => username === user.Username);
  return {
    userId: user.Id,
    username: user.Username,
    firstName: FirstName ?? "",
    lastName: LastName,
    profile: user.role === "admin" ? "System Administrator" : "Standard User",
    permissionSets: defined?.permissionSets ?? [],
    at: org.now(),
  };
}
