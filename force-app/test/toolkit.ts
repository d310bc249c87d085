const TAG = "lightning-service-cloud-voice-toolkit-api";

/** Tells a component an event of the toolkit, as the platform does to every toolkit element on the page. */
export function tell(component: HTMLElement, name: string, detail: Readonly<Record<string, unknown>>): void {
  component.shadowRoot?.querySelector(TAG)?.dispatchEvent(new CustomEvent(name, { detail }));
}

/** The element itself, to see what is subscribed. */
export const toolkitOf = (component: HTMLElement): Element => component.shadowRoot!.querySelector(TAG)!;
