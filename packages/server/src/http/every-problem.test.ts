import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import type { RefusalCode } from "@partner-telephony/calls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Edge } from "../../tests/support/edge.ts";
import type { Engine } from "../engine/engine.ts";
import { createApp } from "./app.ts";
import { createLog } from "./log.ts";
import { problems, type ProblemCode } from "./problems.ts";

/** Where a code is provoked, when not here. A code that nobody provokes has a reason. */
const elsewhere: Partial<Record<ProblemCode, string>> = {
  "frame.malformed": "socket/signals.test.ts",
  "frame.not-expected": "socket/signals.test.ts",
  "session.silent": "socket/signals.test.ts",
  "settings.caller-id-unknown": "agent-settings/agent-settings.test.ts",
  "socket.wrong-subprotocol": "socket/signals.test.ts",
  "sessions.too-many-attempts": "sessions/sessions.test.ts",
  "sessions.refresh-reused": "sessions/sessions.test.ts",
  "session.expired": "sessions/sessions.test.ts",
  "webhook.stale-signature": "webhook/webhook.test.ts",
  "webhook.wrong-signature": "webhook/webhook.test.ts",
  "tenant.not-chosen": "webhook/webhook.test.ts",
  "idempotency.different-body": "http/idempotency.test.ts",
  "idempotency.malformed-key": "http/idempotency.test.ts",
  "method.not-allowed": "http/routes.test.ts",
  "socket.upgrade-required": "http/routes.test.ts",
  "connection.other-org": "provider-management/connection.test.ts",
  "users.repeated": "provider-management/users.test.ts",
  "users.username-taken": "provider-management/users.test.ts",
  "queue.not-found": "provider-management/queues-and-groups.test.ts",
  "queue.too-many": "provider-management/queues-and-groups.test.ts",
  "group.unknown": "provider-management/queues-and-groups.test.ts",
  "group.too-many": "provider-management/queues-and-groups.test.ts",
  "signer.org": "provider-management/signing-certificates.test.ts",
  "identity-provider.malformed": "provider-management/connection.test.ts",
  "single-sign-on.not-set": "provider-management/connection.test.ts",
  "recording.insecure-address": "provider-management/connection.test.ts",
  "query.invalid": "recordings/recordings.test.ts",
  "message.too-large": "messages/messages.test.ts",
  "recording.url-unsigned": "recordings/recordings.test.ts",
  "recording.url-forged": "recordings/recordings.test.ts",
  "recording.url-expired": "recordings/recordings.test.ts",
  "recording.unknown": "recordings/recordings.test.ts",
  "recording.range-outside": "recordings/recordings.test.ts",
  "recording.exists": "recordings/recordings.test.ts",
  "recording.too-large": "recordings/recordings.test.ts",
};
const notReachable: Partial<Record<ProblemCode, string>> = {
  "server.stopping": "only an upgrade in the moment between SIGTERM and the listener's end",
};

/** The model's own tests show when it refuses what; here each refusal goes through the whole edge. */
const refusals: readonly RefusalCode[] = [
  "call.unknown",
  "call.ended",
  "call.wrong-state",
  "call.not-yours",
  "call.already-exists",
  "leg.unknown",
  "leg.wrong-state",
  "request.pending",
  "recording.off",
  "participants.too-many",
  "participants.too-few",
  "agent.unknown",
  "agent.busy",
  "agent.offline",
  "agent.no-capacity",
  "session.superseded",
  "supervision.own-call",
  "supervision.not-supervising",
];

describe("every problem", () => {
  let edge: Edge;
  let bearer = "";
  let refusal: RefusalCode | "throw" | "gone" | null = null;
  const seen = new Set<string>();

  const refusing = (engine: Engine): Engine => ({
    ...engine,
    command: async (...args) => {
      if (refusal === "throw") throw new Error("broken for +14155550123");
      if (refusal === "gone") throw Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
      return refusal === null ? engine.command(...args) : { refused: true, code: refusal, detail: {} };
    },
  });

  beforeAll(async () => {
    edge = await Edge.start({ wrapEngine: refusing });
    await edge.center();
    await edge.agent("ada@example.com");
    bearer = (await edge.logIn("ada@example.com")).bearer;
  });
  afterAll(() => edge.stop());

  const expectProblem = (
    code: ProblemCode,
    reply: { status: number; problem: { code: string; title: string; detail: string } },
  ) => {
    seen.add(code);
    const { status, title } = problems[code];
    expect([reply.status, reply.problem.code, reply.problem.title]).toEqual([status, code, title]);
    expect(reply.problem.detail, "every blank is filled").not.toMatch(/[{}]/);
  };
  const command = (body: object) => edge.ask("POST", `/v1/calls/${randomUUID()}/commands`, { bearer, epoch: 1, body });
  const provoke = async (code: typeof refusal) => {
    refusal = code;
    try {
      return await command({ type: "accept" });
    } finally {
      refusal = null;
    }
  };

  it.each(refusals)("%s reaches whoever asked, with its sentence", async (code) =>
    expectProblem(code, await provoke(code)),
  );

  it("a failure of ours is said without its inside, and found by its trace id", async () => {
    const reply = await provoke("throw");
    expectProblem("server.failed", reply);
    expect(JSON.stringify(reply.body)).not.toContain("broken");
    const line = edge.logged.find((one) => one.includes(reply.problem.traceId) && one.includes("request failed"));
    expect(line).toContain("broken for [number]");
  });

  it("a database that is gone is said as such", async () => expectProblem("store.unavailable", await provoke("gone")));

  it("what is wrong with a request is said", async () => {
    const { management } = edge.server.secrets;
    const center = "/v1/contact-centers/00D000000000001";
    const cases: readonly (readonly [ProblemCode, Promise<Parameters<typeof expectProblem>[1]>])[] = [
      ["path.malformed", edge.ask("GET", "/v1/calls/%E0%A4%A", { bearer })],
      ["path.invalid", edge.ask("GET", "/v1/calls/1", { bearer })],
      ["body.malformed", edge.ask("POST", "/v1/sessions", { raw: "{" })],
      ["body.invalid", edge.ask("POST", "/v1/sessions", { body: {} })],
      ["body.too-large", edge.ask("POST", "/v1/sessions", { raw: "x".repeat(300_000) })],
      [
        "body.unsupported-media-type",
        edge.ask("POST", "/v1/sessions", { raw: "x", headers: { "content-type": "text/xml" } }),
      ],
      ["idempotency.missing-key", edge.ask("POST", "/v1/sessions", { body: {}, key: null })],
      ["session.missing-epoch", edge.ask("POST", "/v1/calls", { bearer, body: {} })],
      ["session.required", edge.ask("GET", "/v1/calls")],
      ["session.invalid", edge.ask("GET", "/v1/agents/current", { bearer: "x" })],
      ["session.not-supervisor", command({ type: "listenIn", legId: randomUUID() })],
      ["sessions.wrong-proof", edge.ask("POST", "/v1/sessions", { body: edge.proof("ada@example.com", "wrong") })],
      ["sessions.refresh-missing", edge.ask("POST", "/v1/sessions/current/refresh")],
      [
        "sessions.refresh-invalid",
        edge.ask("POST", "/v1/sessions/current/refresh", { headers: { cookie: "pt-refresh=x" } }),
      ],
      ["credential.required", edge.ask("GET", "/v1/signing-certificate")],
      ["credential.invalid", edge.ask("GET", "/v1/signing-certificate", { bearer })],
      ["webhook.signature-missing", edge.ask("POST", "/v1/telephony-facts", { body: {} })],
      ["origin.not-allowed", edge.ask("GET", "/v1/health", { headers: { origin: "null" } })],
      ["route.unknown", edge.ask("GET", "/")],
      ["contact-center.unknown", edge.manage("PUT", `${center}/None/agents/abc`, { displayName: "x", password: null })],
      [
        "contact-center.insecure-url",
        edge.ask("PUT", `${center}/One`, {
          bearer: management,
          body: { displayName: "x", scrtUrl: "http://evil.example", signer: "org" },
        }),
      ],
      ["number.invalid", command({ type: "blindTransfer", legId: randomUUID(), to: { kind: "number", number: "12" } })],
      [
        "queue.unknown",
        command({ type: "blindTransfer", legId: randomUUID(), to: { kind: "queue", queueId: "none" } }),
      ],
    ];
    for (const [code, reply] of cases) expectProblem(code, await reply);
  });

  /** Bytes on a socket, and what came back. */
  const raw = (port: number, bytes: string) =>
    new Promise<string>((resolve, reject) => {
      let text = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
      socket.on("data", (chunk) => (text += String(chunk)));
      socket.on("end", () => resolve(text));
      socket.on("error", reject);
    });
  const problemOf = (answer: string) => ({
    status: Number(answer.split(" ")[1]),
    problem: JSON.parse(answer.split("\r\n\r\n")[1] ?? "") as { code: string; title: string; detail: string },
  });

  it("what is no request, too much of one or too slow is said, too", async () => {
    const { secrets, db, engine } = edge.server;
    const deps = {
      db,
      engine,
      secrets,
      signingKey: {} as never,
      recordingUrls: {} as never,
      allowedOrigins: [],
      defaultTenant: null,
      centers: {} as never,
      setup: {} as never,
      version: "0",
      now: Date.now,
    };
    const app = await createApp(deps, { log: createLog("silent"), requestTimeoutMs: 300, checkMs: 50 });
    await app.listen({ host: "127.0.0.1", port: 0 });
    const port = (app.server.address() as { port: number }).port;
    expectProblem("request.malformed", problemOf(await raw(port, "nonsense\r\n\r\n")));
    expectProblem("header.too-large", problemOf(await raw(port, `GET / HTTP/1.1\r\nx: ${"y".repeat(20_000)}\r\n\r\n`)));
    const head = [
      "POST /v1/sessions HTTP/1.1",
      "host: x",
      `idempotency-key: ${randomUUID()}`,
      "content-type: application/json",
    ];
    const half = [...head, "content-length: 10", "", "{"].join("\r\n");
    expectProblem("request.timed-out", problemOf(await raw(port, half)));
    await app.close();
  });

  it("is provoked here or elsewhere, or has a reason why not", async () => {
    const accounted = [...seen, ...Object.keys(elsewhere), ...Object.keys(notReachable)];
    expect(Object.keys(problems).filter((code) => !accounted.includes(code))).toEqual([]);
    for (const [code, file] of Object.entries(elsewhere)) {
      const test = await readFile(new URL(`../${file}`, import.meta.url), "utf8");
      expect(test.includes(code), `${code} in ${file}`).toBe(true);
    }
  });

  it("stands in docs/errors.md, and nothing else does", async () => {
    const page = await readFile(new URL("../../../../docs/errors.md", import.meta.url), "utf8");
    const [table = ""] = page.split("## Sockets");
    const rows = [...table.matchAll(/^\| `([\w.-]+)`\s*\| (\d+)\s*\| (.*?)\s*\| (.*?)\s*\|$/gm)];
    const documented = rows.map(([, code, status, title, detail]) => [code, { status: Number(status), title, detail }]);
    expect(Object.fromEntries(documented)).toEqual(problems);
  });
});
