import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import type { Product } from "../../scripts/start/product.ts";

interface Leg {
  readonly legId: string;
  readonly participantType: string;
  readonly state: string;
  readonly number: string | null;
  /** Number that the far end sees. */
  readonly callerId?: string | null;
}

/** Somebody whom an agent calls, by the same door as the simulator's "Active calls". */
export class FarEnd {
  private readonly product: Product;

  constructor(product: Product) {
    this.product = product;
  }

  /** The leg that rings at that number, once it does. */
  async rings(number: string): Promise<Leg> {
    let found: Leg | undefined;
    await expect
      .poll(async () => (found = (await this.legs()).find((leg) => leg.number === number && leg.state === "ringing")), {
        message: `${number} rings`,
      })
      .toBeDefined();
    return found!;
  }

  answers = (leg: Leg): Promise<void> => this.act(leg, { type: "answer" });
  isBusy = (leg: Leg): Promise<void> => this.act(leg, { type: "refuse", reason: "busy" });
  doesNotAnswer = (leg: Leg): Promise<void> => this.act(leg, { type: "refuse", reason: "noAnswer" });
  isNotReachable = (leg: Leg): Promise<void> => this.act(leg, { type: "refuse", reason: "notReachable" });
  isUnknown = (leg: Leg): Promise<void> => this.act(leg, { type: "refuse", reason: "numberUnknown" });
  /** Its line breaks down: at an agent's leg, the agent's phone. */
  fails = (leg: Leg): Promise<void> => this.act(leg, { type: "refuse", reason: "failed" });
  hangsUp = (leg: Leg): Promise<void> => this.act(leg, { type: "hangUp" });

  /** The leg of an agent's phone that rings, once it does. */
  async agentRings(): Promise<Leg> {
    let found: Leg | undefined;
    const isIt = (leg: Leg) => leg.participantType === "Agent" && leg.state === "ringing";
    await expect.poll(async () => (found = (await this.legs()).find(isIt)), "an agent's phone rings").toBeDefined();
    return found!;
  }

  async legs(): Promise<readonly Leg[]> {
    const { calls } = (await this.ask("GET", "/v1/practice/calls")) as { calls: { legs: Leg[] }[] };
    return calls.flatMap((call) => call.legs);
  }

  private async act({ legId }: Leg, act: object): Promise<void> {
    await this.ask("POST", `/v1/practice/legs/${legId}/acts`, act);
  }

  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.product.addresses.switch}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.product.installation.operatorCredential}`,
        ...(body ? { "content-type": "application/json", "idempotency-key": randomUUID() } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  }
}
