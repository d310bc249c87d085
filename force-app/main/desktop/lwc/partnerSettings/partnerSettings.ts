import { LightningElement, api, wire } from "lwc";
import { MessageContext, type MessageServiceContext } from "lightning/messageService";
import { fillText } from "c/fillText";
import { PhoneRequests } from "c/phoneRequests";
import { RefusedError } from "c/refusals";
import { labels } from "./labels";

type Name = "callerId" | "queueId";
type Settings = Readonly<Record<Name, string | null>>;
interface Choice {
  readonly value: string;
  readonly label: string;
}
/** Answer of the connector to `settings.load` and `settings.save`. */
interface Answer {
  readonly settings: Settings;
  readonly callerIds: readonly string[];
  readonly queues: readonly { readonly queueId: string; readonly name: string }[];
}
type State = "loading" | "failed" | "ready" | "saving" | "saved";

const NOTHING: Settings = { callerId: null, queueId: null };
/** The choices that are shown are no longer the server's: reading them again is what helps. */
const OUT_OF_DATE: readonly unknown[] = ["settings.caller-id-unknown", "queue.unknown"];
const codeOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code;

/**
 * Caller ID and queue of the agent, in Additional Settings of the Omni-Channel widget (guide, "Add a Partner Settings UI to
 * Omni-Channel"). Salesforce calls `save` and `cancel`. The provider's server keeps the values for each agent; they go there
 * through the connector, whose session proves who the agent is.
 */
export default class PartnerSettings extends LightningElement {
  labels = labels;
  state: State = "loading";
  error: unknown;
  /** As chosen, perhaps not saved. */
  chosen: Settings = NOTHING;

  @wire(MessageContext)
  messageContext?: MessageServiceContext;

  private stored: Settings = NOTHING;
  private choices: Readonly<Record<Name, readonly Choice[]>> = { callerId: [], queueId: [] };
  /** The network is back, or the phone: what could not be loaded then may be there now, and what could not be sent may go. */
  private readonly recover = (): void => {
    if (this.state === "failed") this.load();
    else if (this.state === "ready" && codeOf(this.error) === "browser.offline") this.save();
  };
  private readonly phone = new PhoneRequests(this.recover);

  override connectedCallback(): void {
    this.phone.open(this.messageContext);
    window.addEventListener("online", this.recover);
    this.load();
  }

  override disconnectedCallback(): void {
    window.removeEventListener("online", this.recover);
    this.phone.close();
  }

  /** Called by Salesforce. A failure stays on the panel with what was chosen, and saving again is harmless. */
  @api
  async save(): Promise<void> {
    if (this.state === "loading" || this.state === "failed") {
      this.error ??= new RefusedError("settings.not-loaded", labels.notLoaded);
      return;
    }
    if (this.state === "saving") return;
    if (!this.isValid()) {
      this.sayGone();
      return;
    }
    const settings = this.chosen;
    this.state = "saving";
    this.error = undefined;
    try {
      this.show((await this.phone.ask("settings.save", { settings })) as unknown as Answer);
      this.chosen = this.stored;
      this.state = "saved";
    } catch (error) {
      this.error = error;
      this.state = "ready";
    }
  }

  /** Called by Salesforce: what was not saved is given up. Whoever opens the panel again sees choices that are up to date. */
  @api
  cancel(): void {
    if (this.state === "saving") return;
    this.chosen = this.stored;
    if (this.isOutOfDate) {
      this.load();
      return;
    }
    if (this.state !== "ready" && this.state !== "saved") return;
    this.state = "ready";
    this.error = undefined;
  }

  /** Also again: what was chosen and not saved stays where it is still offered. */
  async load(): Promise<void> {
    this.state = "loading";
    this.error = undefined;
    try {
      this.show((await this.phone.ask("settings.load")) as unknown as Answer);
      this.state = "ready";
    } catch (error) {
      this.error = error;
      this.state = "failed";
    }
  }

  choose(event: Event): void {
    const select = event.target as HTMLSelectElement;
    this.chosen = { ...this.chosen, [select.dataset.name as Name]: select.value || null };
    if (!this.isOutOfDate) this.error = undefined;
    this.state = "ready";
  }

  get isLoading(): boolean {
    return this.state === "loading";
  }
  get isFailed(): boolean {
    return this.state === "failed";
  }
  get isRetryable(): boolean {
    return this.isFailed || this.isOutOfDate;
  }
  get isSaving(): boolean {
    return this.state === "saving";
  }
  get isShown(): boolean {
    return !this.isLoading && !this.isFailed;
  }
  get status(): string {
    return this.state === "saving" ? labels.saving : this.state === "saved" ? labels.saved : "";
  }

  get fields() {
    return [
      this.field("callerId", labels.callerId, labels.callerIdHelp, labels.callerIdNone),
      this.field("queueId", labels.queue, labels.queueHelp, labels.queueNone),
    ];
  }

  private field(name: Name, label: string, help: string, none: string) {
    const value = this.chosen[name] ?? "";
    const choices = this.choices[name];
    const isGone = this.isGone(name);
    const options = [
      { value: "", label: none },
      ...choices,
      ...(isGone ? [{ value, label: fillText(labels.gone, value) }] : []),
    ].map((option) => ({ ...option, selected: option.value === value }));
    const className = `slds-form-element slds-m-bottom_small${isGone ? " slds-has-error" : ""}`;
    return {
      name,
      label,
      help: isGone ? labels.chooseOther : help,
      helpId: `${name}-help`,
      invalid: String(isGone),
      className,
      options,
    };
  }

  /** A stored value that the provider no longer offers; saving it again would be refused. */
  private isGone(name: Name): boolean {
    const value = this.chosen[name];
    return value !== null && !this.choices[name].some((choice) => choice.value === value);
  }

  private isValid(): boolean {
    return !this.isGone("callerId") && !this.isGone("queueId");
  }
  private get isOutOfDate(): boolean {
    return this.state === "ready" && OUT_OF_DATE.includes(codeOf(this.error));
  }

  /** Said, and the keyboard goes to the first field that has to be chosen anew. */
  private sayGone(): void {
    this.error = new RefusedError("settings.choice-gone", labels.chooseOther);
    this.template!.querySelector<HTMLElement>("select[aria-invalid=true]")?.focus();
  }

  private show({ settings, callerIds, queues }: Answer): void {
    this.choices = {
      callerId: callerIds.map((number) => ({ value: number, label: number })),
      queueId: queues.map(({ queueId, name }) => ({ value: queueId, label: name })),
    };
    const before = this.stored;
    this.stored = settings;
    this.chosen = {
      callerId: this.kept("callerId", before),
      queueId: this.kept("queueId", before),
    };
  }

  /** What was chosen, unless it is what was stored before or is no longer offered. */
  private kept(name: Name, before: Settings): string | null {
    return this.chosen[name] === before[name] || this.isGone(name) ? this.stored[name] : this.chosen[name];
  }
}
