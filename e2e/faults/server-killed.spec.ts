import { AgentClient } from "../support/agent-client.ts";
import { Operator, type LoggedEvent } from "../support/operator.ts";
import { expect, test } from "../support/fixtures.ts";
import { kill } from "../support/process-faults.ts";
import { seededRandom } from "./seeded-random.ts";
import { Widget } from "./widget.ts";

const KILLS = Number(process.env["PT_KILLS"] ?? 50);
const SEED = Number(process.env["PT_SEED"] ?? 20_261_122);
/** How many callers are on the line or in the queue at any time. */
const CALLERS = 6;

test(`nothing acknowledged is lost when the server is killed ${KILLS} times under load (seed ${SEED})`, async ({
  product,
  caller,
  agent: page,
}) => {
  const random = seededRandom(SEED);
  const agents = product.usernames
    .filter((username) => username !== page.username)
    .map((username) => new AgentClient(product, username));
  for (const agent of agents) await agent.start();
  const operator = new Operator(product);
  const widget = new Widget(
    page,
    operator,
    agents.map(({ agentId }) => agentId),
  );

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

  for (let killed = 0; killed < KILLS; killed++) {
    await pause(50 + random() * 1_500);
    await kill(product, "server");
    const isReloaded = random() < 0.5;
    await Promise.all([product.restart("server"), isReloaded ? page.page.reload() : null]);
    await widget.showsTheTruth();
    await widget.work();
  }
  loading = false;
  await load;
  const logs = new Map<string, readonly LoggedEvent[]>();
  for (const callId of callIds)
    await expect
      .poll(
        async () => {
          await widget.work();
          logs.set(callId, await operator.log(callId).catch(() => []));
          return logs.get(callId)!.map(({ type }) => type);
        },
        { message: `call ${callId} comes to its end`, timeout: 120_000 },
      )
      .toContain("callEnded");
  await expect
    .poll(
      () =>
        widget
          .work()
          .then(() => operator.activeCalls())
          .then(({ length }) => length),
      {
        message: "every agent finishes",
        timeout: 60_000,
      },
    )
    .toBe(0);
  for (const agent of agents) agent.stop();
  for (const callId of callIds) logs.set(callId, await operator.log(callId));
  for (const [callId, log] of logs) {
    expect(
      log.map((event) => event.version),
      `the log of call ${callId} has no gap`,
    ).toEqual(log.map((_, index) => index + 1));
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
  expect(widget.seen, "the widget had calls to show").toBeGreaterThan(KILLS / 4);
  const commands = agents.flatMap((agent) => agent.acknowledged).length;
  const signals = agents.flatMap((agent) => agent.signals).length;
  process.stdout.write(
    `${callIds.length} calls, ${commands} acknowledged commands, ${signals} signals, ${KILLS} kills, ` +
      `the widget had a call to show after ${widget.seen} of them\n`,
  );
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
