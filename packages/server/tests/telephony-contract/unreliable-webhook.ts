import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { WEBHOOK_SIGNATURE, type TelephonyFact } from "@partner-telephony/api";

interface Delivery {
  readonly path: string;
  /** Null: something else that it tells, such as a recording. */
  readonly fact: TelephonyFact | null;
  readonly raw: string;
  readonly headers: IncomingHttpHeaders;
}

const FACTS = "/v1/telephony-facts";
const BATCH = 4;
const QUIET_MS = 40;

/**
 * Stands between a telephony system and the server, as bad as a network and a provider's event bus can be: it says that it has a
 * fact and then delivers it late, twice, or after its successors.
 */
export class UnreliableWebhook {
  readonly told: TelephonyFact[] = [];
  #url = "";
  #held: Delivery[] = [];
  #keeps: (fact: TelephonyFact) => boolean = () => false;
  #jumbles = false;
  #batch: Delivery[] = [];
  #timer: NodeJS.Timeout | null = null;
  #serverUrl: string;
  #random: () => number;
  #sending = new Set<Promise<void>>();
  readonly refused: string[] = [];
  readonly #http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      const path = request.url!;
      const fact = path === FACTS ? (JSON.parse(raw) as TelephonyFact) : null;
      if (fact !== null) this.told.push(fact);
      void this.#take({ path, fact, raw, headers: request.headers })
        .catch(() => 502)
        .then((status) => {
          response.writeHead(status, { "content-type": "application/json" });
          response.end(JSON.stringify(fact === null ? {} : { factId: fact.factId, repeated: false }));
        });
    });
  });

  constructor(serverUrl: string, seed: number) {
    this.#serverUrl = serverUrl;
    let state = seed;
    // Numerical Recipes' generator: the same jumble for the same seed.
    this.#random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  }

  get url(): string {
    return this.#url;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    this.#url = `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Facts for which `which` holds stay here until `release`. */
  keep(which: (fact: TelephonyFact) => boolean): void {
    this.#keeps = which;
  }

  async release(): Promise<readonly TelephonyFact[]> {
    this.#keeps = () => false;
    const held = this.#held.splice(0);
    for (const delivery of held) await this.#deliver(delivery);
    return held.flatMap(({ fact }) => fact ?? []);
  }

  /** Everything twice and out of order, until `straighten`. */
  jumble(): void {
    this.#jumbles = true;
  }

  async straighten(): Promise<void> {
    this.#jumbles = false;
    this.#flush();
    await Promise.all(this.#sending);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
    await Promise.all(this.#sending);
  }

  async #take(delivery: Delivery): Promise<number> {
    if (delivery.fact !== null && this.#keeps(delivery.fact)) {
      this.#held.push(delivery);
      return 200;
    }
    if (!this.#jumbles) return this.#deliver(delivery);
    this.#batch.push(delivery);
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#batch.length >= BATCH) this.#flush();
    else this.#timer = setTimeout(() => this.#flush(), QUIET_MS);
    return 200;
  }

  #flush(): void {
    const batch = this.#batch.splice(0);
    const jumbled = [...batch, ...batch].map((one) => ({ one, at: this.#random() })).sort((a, b) => a.at - b.at);
    const work = (async () => {
      for (const { one } of jumbled) await this.#deliver(one);
    })().finally(() => this.#sending.delete(work));
    this.#sending.add(work);
  }

  async #deliver({ path, raw, headers }: Delivery): Promise<number> {
    const response = await fetch(`${this.#serverUrl}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        [WEBHOOK_SIGNATURE]: String(headers[WEBHOOK_SIGNATURE]),
      },
      body: raw,
    });
    const text = await response.text();
    if (!response.ok) this.refused.push(text);
    return response.status;
  }
}
