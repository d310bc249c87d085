import { randomUUID } from "node:crypto";
import type { Product } from "../../scripts/start/product.ts";

export interface StartedCall {
  readonly callId: string;
  readonly legId: string;
}

/** Somebody at the far end of the practice switch, by the same door as the simulator. */
export class Caller {
  private readonly product: Product;

  constructor(product: Product) {
    this.product = product;
  }

  async calls(from = "+14155550101", more: object = {}): Promise<StartedCall> {
    return (await this.ask("POST", "/v1/practice/inbound-calls", { from, to: "+14155550100", ...more })) as StartedCall;
  }

  async asksForCallback(to: string, more: object = {}): Promise<StartedCall> {
    return (await this.ask("POST", "/v1/practice/callbacks", { to, ...more })) as StartedCall;
  }

  async hangsUp(call: StartedCall): Promise<void> {
    await this.ask("POST", `/v1/practice/legs/${call.legId}/acts`, { type: "hangUp" });
  }

  /** Words of somebody on the call, as the switch hears them. */
  async says(
    call: StartedCall,
    speaker: string,
    text: string,
  ): Promise<{ utteranceId: string; leftOut: string | null }> {
    return (await this.ask("POST", `/v1/practice/calls/${call.callId}/utterances`, { speaker, text })) as {
      utteranceId: string;
      leftOut: string | null;
    };
  }

  async hangUpEverything(): Promise<void> {
    const { calls } = (await this.ask("GET", "/v1/practice/calls")) as {
      calls: { callId: string; legs: { legId: string; participantType: string; state: string }[] }[];
    };
    for (const call of calls) {
      const leg = call.legs.find(
        (candidate) => candidate.participantType === "Initial_Caller" && candidate.state !== "ended",
      );
      if (leg) await this.ask("POST", `/v1/practice/legs/${leg.legId}/acts`, { type: "hangUp" }, ["leg.gone"]);
    }
  }

  /** `welcome`: codes of refusals that mean that what is asked has happened already. */
  private async ask(method: string, path: string, body?: object, welcome: readonly string[] = []): Promise<unknown> {
    const answer = await fetch(`${this.product.addresses.switch}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.product.installation.operatorCredential}`,
        ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
        ...(body ? { "content-type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok && !welcome.some((code) => text.includes(`"${code}"`)))
      throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  }
}
