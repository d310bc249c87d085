import type { ComponentPage, PackageComponents, Rendered } from "../../lightning/contract.ts";
import { placements, type Place } from "../../lightning/placements.ts";

type Attributes = Readonly<Record<string, unknown>>;
interface PackageModule {
  openPackageComponents(page: ComponentPage): PackageComponents;
}
export type LoadPackage = () => Promise<PackageModule>;

/** The package's components beside the console's own; loaded when the first one is wanted. */
export class PackagePage {
  readonly #load: LoadPackage;
  readonly #page: ComponentPage;
  #components: Promise<PackageComponents> | null = null;

  constructor(load: LoadPackage, page: ComponentPage) {
    this.#load = load;
    this.#page = page;
  }

  /** Components of a place, as docs/lightning-components.md lists them. */
  componentsOf(place: Place): string[] {
    return placements.filter((one) => one.place === place).map(({ component }) => component);
  }

  async render(name: string, attributes: Attributes, element: Element): Promise<Rendered> {
    return (await this.#open()).renderComponent(name, attributes, element);
  }

  /** Tells components that show record data; does not load them for it. */
  recordChanged(recordId: string): void {
    void this.#components?.then((components) => components.recordChanged(recordId));
  }

  telephonyEvent(name: string, detail: Attributes): void {
    void this.#components?.then((components) => components.telephonyEvent(name, detail));
  }

  /** A failed load is tried again with the next component. */
  #open(): Promise<PackageComponents> {
    this.#components ??= this.#load().then(
      (module) => module.openPackageComponents(this.#page),
      (error: Error) => {
        this.#components = null;
        throw error;
      },
    );
    return this.#components;
  }
}
