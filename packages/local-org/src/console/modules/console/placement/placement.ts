import { LightningElement, api } from "lwc";
import type { Rendered } from "../../../../lightning/contract.ts";
import type { Place } from "../../../../lightning/placements.ts";
import type { PackagePage } from "../../../package/package-page.ts";

interface Fault {
  readonly component: string;
  readonly text: string;
}

/** The package's components of one place. `attributes` are set on each, anew when they change. */
export default class Placement extends LightningElement {
  static override renderMode = "light" as const;

  @api package: PackagePage | null = null;
  @api place: Place = "app";
  #attributes: Readonly<Record<string, unknown>> = {};
  @api
  get attributes(): Readonly<Record<string, unknown>> {
    return this.#attributes;
  }
  set attributes(value: Readonly<Record<string, unknown>>) {
    this.#attributes = value;
    for (const one of this.#rendered) one.set(value);
  }

  /** Calls a public method of each, such as the hooks of Additional Settings. */
  @api
  call(method: string): void {
    for (const one of this.#rendered) one.call(method);
  }

  faults: Fault[] = [];
  #rendered: Rendered[] = [];
  #isFilled = false;

  override connectedCallback(): void {
    this.fillOnce();
  }
  override renderedCallback(): void {
    this.fillOnce();
  }
  /** An element that only moves is connected again at once: it keeps its components, and they what was typed into them. */
  override disconnectedCallback(): void {
    queueMicrotask(() => {
      if (!this.isConnected) this.empty();
    });
  }

  fillOnce(): void {
    const element = this.querySelector(".console-placement");
    if (this.#isFilled || this.package === null || element === null) return;
    this.#isFilled = true;
    void this.fill(this.package, element);
  }

  empty(): void {
    for (const one of this.#rendered) one.remove();
    this.querySelector(".console-placement")?.replaceChildren();
    this.#rendered = [];
    this.faults = [];
    this.#isFilled = false;
  }

  /** In the table's order, whichever has loaded first. */
  async fill(page: PackagePage, element: Element): Promise<void> {
    const slots = page.componentsOf(this.place).map((component) => {
      const slot = document.createElement("div");
      slot.className = "console-placement__component";
      element.append(slot);
      return { component, slot };
    });
    await Promise.all(slots.map(({ component, slot }) => this.show(page, component, slot)));
  }

  /** A slot without parent was emptied while its component was loading. */
  async show(page: PackagePage, component: string, slot: Element): Promise<void> {
    try {
      const rendered = await page.render(component, this.#attributes, slot);
      if (slot.parentNode === null) rendered.remove();
      else this.#rendered.push(rendered);
    } catch (error) {
      this.faults = [...this.faults, { component, text: `${component} cannot be shown. ${(error as Error).message}` }];
    }
  }
}
