/** What the page itself says. */
export const OWN = {
  busy: "Logging in…",
  connecting: "You are logged in. The phone is being connected…",
  done: "The phone is ready.",
  empty: "Enter your username and your password.",
  "no-contact-center":
    "This page does not know your contact center. Open it in Salesforce, in the Omni-Channel utility.",
  "not-connected": "You are logged in, but the phone does not answer. Reload the page.",
  unexpected: "Logging in failed. Try again, and tell your administrator if it happens again.",
} as const;

/**
 * In the reader's language where the page has it: the Visualforce page carries custom labels as `data-…` of the form, by the name
 * above or by the code of connector and server (docs/errors.md), its dot written as a dash.
 */
export class LoginTexts {
  readonly #form: HTMLFormElement;

  constructor(form: HTMLFormElement) {
    this.#form = form;
  }

  own(name: keyof typeof OWN): string {
    return this.ofCode(name, OWN[name]);
  }

  ofCode(code: string, sentence: string): string {
    return this.#form.getAttribute(`data-${code.replace(".", "-")}`) || sentence;
  }
}
