/** What the package's components and the console say to each other. The console knows nothing of LWC, the components nothing of the console. */

/** A component that the console shows. Its values are set as an org sets a component's attributes. */
export interface Rendered {
  /** Sets attributes anew, such as a changed `recordId`. */
  set(attributes: Readonly<Record<string, unknown>>): void;
  /** Calls a public method, such as the bridge's `publishMessage`. */
  call(method: string, ...args: unknown[]): unknown;
  remove(): void;
}

export interface Toast {
  readonly title: string;
  readonly message: string;
  readonly variant: "info" | "success" | "warning" | "error";
}

/** A page of the console that a component asks for (`lightning/navigation`). */
export interface PageReference {
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly state?: Readonly<Record<string, unknown>>;
}

/** What the org gives components. Everything may be left out: what a component asks for and the page lacks is refused with a sentence. */
export interface ComponentPage {
  /** `en_US`, `de`; of the user. Labels of a language that has none are English. */
  readonly language?: string;
  readonly userId?: string;
  /** Custom permissions of the user. */
  readonly permissions?: readonly string[];
  readonly toast?: (toast: Toast) => void;
  readonly navigate?: (page: PageReference) => void;
  /** A record's fields by API name. @throws Error with a sentence when there is none or no access */
  readonly record?: (recordId: string) => Promise<Readonly<Record<string, unknown>>>;
  /** Runs `Class.method` of the package's Apex. @throws ApexError-like: `{ body: { message } }` */
  readonly apex?: (method: string, parameters: Readonly<Record<string, unknown>>) => Promise<unknown>;
  /** Performs a toolkit action (`mute`, `startPreviewCall` …) on the phone. */
  readonly phone?: (action: string, args: readonly unknown[]) => void;
}

export interface PackageComponents {
  /** `c/messageBridge`, … */
  readonly names: readonly string[];
  /**
   * Makes a component of the package inside `element`, after what is there. `name` as in an org's metadata: `c:messageBridge`
   * or `c/messageBridge`. @throws Error when the package has no such component
   */
  renderComponent(name: string, attributes: Readonly<Record<string, unknown>>, element: Element): Promise<Rendered>;
  /** An event of the Service Cloud Voice Toolkit API, to every toolkit element on the page. */
  telephonyEvent(name: string, detail: Readonly<Record<string, unknown>>): void;
  /** Another record page, or the same record changed: wired record data is read again. */
  recordChanged(recordId: string): void;
}
