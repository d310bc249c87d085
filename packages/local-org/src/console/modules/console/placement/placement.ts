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
  #isGone = false;

  override renderedCallback(): void {
    if (this.#isFilled || this.package === null) return;
    this.#isFilled = true;
    void this.fill(this.package);
  }
  override disconnectedCallback(): void {
    this.#isGone = true;
    for (const one of this.#rendered) one.remove();
  }

  /** In the table's order, whichever has loaded first. */
  async fill(page: PackagePage): Promise<void> {
    const element = this.querySelector(".console-placement")!;
    const slots = page.componentsOf(this.place).map((component) => {
      const slot = document.createElement("div");
      slot.className = "console-placement__component";
      element.append(slot);
      return { component, slot };
    });
    await Promise.all(slots.map(({ component, slot }) => this.show(page, component, slot)));
  }

  async show(page: PackagePage, component: string, slot: Element): Promise<void> {
    try {
      const rendered = await page.render(component, this.#attributes, slot);
      if (this.#isGone) rendered.remove();
      else this.#rendered.push(rendered);
    } catch (error) {
      this.faults = [...this.faults, { component, text: `${component} cannot be shown. ${(error as Error).message}` }];
    }
  }
}
