import { expect } from "@playwright/test";
import { loopbackFetch } from "../../scripts/start/loopback-fetch.ts";
import type { Product } from "../../scripts/start/product.ts";

export interface VoiceCallRecord {
  readonly Id: string;
  readonly Name: string;
  readonly VendorCallKey: string;
  readonly CallType: string;
  readonly CallOrigin: string | null;
  readonly CallDisposition: string;
  readonly FromPhoneNumber: string | null;
  readonly ToPhoneNumber: string | null;
  readonly QueueName: string | null;
  readonly CallDurationInSeconds: number | null;
  readonly PreviousCallId: string | null;
}

/** An update that has reached the org; status null: it went unanswered. */
export interface ArrivedUpdate {
  readonly path: string;
  readonly status: number | null;
  readonly body: Readonly<Record<string, unknown>> | null;
}

export interface KeptFrame {
  readonly at: number;
  readonly user: string;
  readonly direction: "to-connector" | "from-connector";
  readonly frame: {
    readonly type: string;
    readonly payload?: {
      readonly telephonyEventType?: string;
      readonly telephonyEventPayload?: Record<string, unknown>;
    };
  };
}

/** The most that the stand-in hands out at once; a whole run stays well under it, its own default does not. */
const EVERYTHING = "limit=20000";

/** The stand-in org's own memory: what arrived, what the console saw. */
export class Org {
  private readonly product: Product;

  constructor(product: Product) {
    this.product = product;
  }

  async voiceCalls(vendorCallKey: string): Promise<readonly VoiceCallRecord[]> {
    const { records } = (await this.read("/console/records/VoiceCall?limit=2000")) as { records: VoiceCallRecord[] };
    return records.filter((record) => record.VendorCallKey === vendorCallKey);
  }

  async requests(endpoint: string, vendorCallKey: string): Promise<readonly { at: number; status: number }[]> {
    const { requests } = (await this.read(`/stand-in/requests?${EVERYTHING}`)) as {
      requests: { at: number; status: number; endpoint: string; body: { vendorCallKey?: string } | null }[];
    };
    return requests.filter((request) => request.endpoint === endpoint && request.body?.vendorCallKey === vendorCallKey);
  }

  async framesOf(user: string): Promise<readonly KeptFrame[]> {
    const { frames } = (await this.read(`/stand-in/frames?${EVERYTHING}`)) as { frames: KeptFrame[] };
    return frames.filter((kept) => kept.user === user);
  }

  /** Statuses that updates by this vendorCallKey were answered with. */
  async updatesOf(vendorCallKey: string): Promise<readonly number[]> {
    const { requests } = (await this.read(`/stand-in/requests?${EVERYTHING}`)) as {
      requests: { status: number; endpoint: string; path: string }[];
    };
    return requests
      .filter(({ endpoint, path }) => endpoint === "update" && path.includes(vendorCallKey))
      .map(({ status }) => status);
  }

  async updates(): Promise<readonly ArrivedUpdate[]> {
    const { requests } = (await this.read(`/stand-in/requests?${EVERYTHING}`)) as {
      requests: (ArrivedUpdate & { endpoint: string })[];
    };
    return requests.filter(({ endpoint }) => endpoint === "update");
  }

  /** What the org notes about one call, and whatever no run may end with. */
  async findingsAbout(vendorCallKey: string): Promise<readonly string[]> {
    const { findings } = (await this.read("/stand-in/findings")) as {
      findings: { code: string; failsRun: boolean; subject: string }[];
    };
    return findings.flatMap(({ code, failsRun, subject }) => (failsRun || subject === vendorCallKey ? [code] : []));
  }

  /** Telephony events that the connector sent to the console of one user, oldest first. */
  async events(user: string, type: string): Promise<readonly { at: number; payload: Record<string, unknown> }[]> {
    const { frames } = (await this.read(`/stand-in/frames?${EVERYTHING}`)) as { frames: KeptFrame[] };
    return frames
      .filter((kept) => kept.user === user && kept.frame.payload?.telephonyEventType === type)
      .map((kept) => ({ at: kept.at, payload: kept.frame.payload?.telephonyEventPayload ?? {} }));
  }

  /** The console reports its frames in batches, so this waits for the event. */
  async eventAbout(
    user: string,
    type: string,
    vendorCallKey: string,
  ): Promise<{ at: number; payload: Record<string, unknown> }> {
    let found: { at: number; payload: Record<string, unknown> } | undefined;
    await expect
      .poll(async () => {
        found = (await this.events(user, type)).find((event) => JSON.stringify(event.payload).includes(vendorCallKey));
        return found !== undefined;
      }, `the connector says ${type}`)
      .toBe(true);
    return found!;
  }

  /** The one origin that pages may load recordings from (Setup, Trusted URLs); null: none. */
  async trustForMedia(url: string | null): Promise<void> {
    const path = "/setup/trusted-urls/PartnerTelephonyRecordings";
    if (url === null) await this.fetch(path, { method: "DELETE" });
    else await this.write("PUT", path, { url, directives: ["media-src"] });
  }

  async setFault(fault: object): Promise<void> {
    await this.write("PUT", "/stand-in/faults", fault);
  }

  /** Custom labels by `namespace.label`; null takes one away. A console reads them when it loads. */
  async setLabels(labels: Readonly<Record<string, string | null>>): Promise<void> {
    await this.write("PUT", "/stand-in/labels", { labels });
  }

  /** The call waits in a queue for the org too, as a flow would leave it. */
  async letWait(vendorCallKey: string, queue: string): Promise<void> {
    await expect.poll(() => this.voiceCalls(vendorCallKey), "the call's record").toHaveLength(1);
    await this.write("POST", "/stand-in/pending-routing", { vendorCallKey, queue });
  }

  /** Queues or agents that the org holds calls for. */
  async pendingRouting(): Promise<readonly unknown[]> {
    return ((await this.read("/stand-in/records")) as { pendingServiceRouting: unknown[] }).pendingServiceRouting;
  }

  /** What a real org would not refuse aloud, by its code. */
  async findings(): Promise<readonly string[]> {
    const { findings } = (await this.read("/stand-in/findings")) as { findings: { code: string }[] };
    return findings.map(({ code }) => code);
  }

  /** How the org holds an agent's newest work for a call; null: none that is open. */
  async workOf(username: string, vendorCallKey: string): Promise<{ Status: string } | null> {
    const { agentWork } = (await this.read(`/console/state?user=${encodeURIComponent(username)}`)) as {
      agentWork: { Status: string; vendorCallKey: string }[];
    };
    return agentWork.findLast((work) => work.vendorCallKey === vendorCallKey) ?? null;
  }

  private async read(path: string): Promise<unknown> {
    const answer = await this.fetch(path);
    return answer.json();
  }

  private async write(method: string, path: string, body: object): Promise<void> {
    await this.fetch(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  }

  private async fetch(path: string, init?: Parameters<typeof loopbackFetch>[1]): ReturnType<typeof loopbackFetch> {
    const answer = await loopbackFetch(`${this.product.addresses.org}${path}`, init);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }
}
