/** As the platform's: an event that reaches the page from anywhere inside a component. */
export class ShowToastEvent extends CustomEvent<unknown> {
  constructor(toast: unknown) {
    super("lightning__showtoast", { bubbles: true, composed: true, cancelable: true, detail: toast });
  }
}
