import { once } from "node:events";
import { AgentClient } from "../support/agent-client.ts";
import { Operator } from "../support/operator.ts";
import { expect, test } from "../support/fixtures.ts";
import { seededRandom } from "./seeded-random.ts";

const KILLS = Number(process.env["PT_KILLS"] ?? 50);
const SEED = Number(process.env["PT_SEED"] ?? 20_261_122);
/** How many callers are on the line or in the queue at any time. */
const CALLERS = 6;

test(`nothing acknowledged is lost when the server is killed ${KILLS} times under load (seed ${SEED})`, async ({
  product,
  caller,
}) => {
  const random = seededRandom(SEED);
  const agents = product.usernames.map((username) => new AgentClient(product, username));
  for (const agent of agents) await agent.start();
  const operator = new Operator(product);

  const callIds: string[] = [];
  let loading = true;
  const load = (async () => {
    while (loading) {
      const waiting = await operator.activeCalls().catch(() => null);
      if (waiting !== null && waiting.length < CALLERS)
        callIds.push((await caller.calls(`+1415555${String(1_000 + callIds.length).slice(-4)}`)).callId);
      await pause(30);
    }
  })();

  for (let kill = 1; kill <= KILLS; kill++) {
    await pause(50 + random() * 1_500);
    const { child } = product.running("server");
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    await product.restart("server");
  }
  loading = false;
  await load;
  await expect
    .poll(async () => (await operator.activeCalls()).length, {
      message: "every call comes to its end",
      timeout: 120_000,
    })
    .toBe(0);
  for (const agent of agents) agent.stop();

  const logs = new Map(await Promise.all(callIds.map(async (id) => [id, await operator.log(id)] as const)));
  for (const [callId, log] of logs) {
    expect(
      log.map((event) => event.version),
      `the log of call ${callId} has no gap`,
    ).toEqual(log.map((_, index) => index + 1));
    expect(
      log.map((event) => event.type),
      `call ${callId} has ended`,
    ).toContain("callEnded");
  }
  for (const { callId, type, callVersion } of agents.flatMap((agent) => agent.acknowledged))
    expect(
      logs.get(callId)?.length,
      `what "${type}" of call ${callId} was acknowledged with is in its log`,
    ).toBeGreaterThanOrEqual(callVersion);

  for (const agent of agents) {
    const numbers = agent.signals.map((signal) => signal.seq);
    expect(numbers, "an agent's signals have no gap and no repeat").toEqual(
      numbers.map((_, index) => numbers[0]! + index),
    );
    expect(agent.faults, "no agent hears of a fault").toEqual([]);
  }
  const findings = (await (await fetch(`${product.addresses.org}/stand-in/findings`)).json()) as {
    findings: { failsRun: boolean }[];
  };
  // A final update may arrive twice with the same content: sent at least once is what is promised.
  expect(
    findings.findings.filter((finding) => finding.failsRun),
    "one VoiceCall for one vendorCallKey",
  ).toEqual([]);
  const records = (await (await fetch(`${product.addresses.org}/console/records/VoiceCall?limit=2000`)).json()) as {
    records: { VendorCallKey: string; CallDisposition: string }[];
  };
  const keys = records.records.map((record) => record.VendorCallKey);
  expect(new Set(keys).size, "no record is there twice").toBe(keys.length);
  expect(callIds.length, "there was load").toBeGreaterThan(KILLS);
  const commands = agents.flatMap((agent) => agent.acknowledged).length;
  const signals = agents.flatMap((agent) => agent.signals).length;
  process.stdout.write(
    `${callIds.length} calls, ${commands} acknowledged commands, ${signals} signals, ${KILLS} kills\n`,
  );
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
