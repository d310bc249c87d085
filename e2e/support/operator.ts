import type { CallView } from "@partner-telephony/api";
import type { Product } from "../../scripts/start/product.ts";

export interface LoggedEvent {
  readonly version: number;
  readonly type: string;
}

/** Whoever runs the server: reads calls and their logs. */
export class Operator {
  private readonly product: Product;

  constructor(product: Product) {
    this.product = product;
  }

  async log(callId: string): Promise<readonly LoggedEvent[]> {
    return ((await this.read(`/v1/calls/${callId}/events`)) as { events: LoggedEvent[] }).events;
  }

  async activeCalls(): Promise<readonly CallView[]> {
    return ((await this.read("/v1/calls")) as { calls: CallView[] }).calls;
  }

  private async read(path: string): Promise<unknown> {
    const answer = await fetch(`${this.product.addresses.server}${path}`, {
      headers: { authorization: `Bearer ${this.product.installation.operatorCredential}` },
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}
