import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { AgentView, SessionView } from "@partner-telephony/api";
import type { Product } from "../../scripts/start/product.ts";

export type Routability = AgentView["routability"];

/**
 * Looks on while an agent works: what the telephony side holds of the agent, by a session that takes no phone, and how often
 * the console has sent a status, which the connector hands on as one request each.
 */
export class AgentWatch {
  private readonly product: Product;
  private readonly username: string;
  private session: SessionView | null = null;
  statusesSent = 0;

  constructor(product: Product, username: string, page: Page) {
    this.product = product;
    this.username = username;
    page.on("request", (request) => {
      if (!request.url().endsWith("/v1/agents/current/commands")) return;
      if (request.postData()?.includes("setPresence") === true) this.statusesSent++;
    });
  }

  async routability(): Promise<Routability> {
    return (await this.agent()).routability;
  }

  /** Name of the presence status. */
  async presence(): Promise<string> {
    return (await this.agent()).presence.statusName;
  }

  private async agent(): Promise<AgentView> {
    this.session ??= await this.ask<SessionView>("POST", "/v1/sessions", {
      kind: "password",
      orgId: this.product.orgId,
      contactCenter: this.product.vendor.contactCenter.internalName,
      username: this.username,
      password: this.product.installation.practicePassword,
    });
    return this.ask<AgentView>("GET", "/v1/agents/current");
  }

  private async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.product.addresses.server}${path}`, {
      method,
      headers: {
        origin: this.product.addresses.pages,
        ...(body ? { "content-type": "application/json", "idempotency-key": randomUUID() } : {}),
        ...(this.session ? { authorization: `Bearer ${this.session.bearer}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
