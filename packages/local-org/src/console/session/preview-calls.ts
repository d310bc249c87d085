import type { OrgEvent } from "../host/step.ts";

/** Which call a component has started by startPreviewCall: the org's record of it says CallOrigin Preview (guide, chapter 10). */
export class PreviewCalls {
  #isAwaited = false;

  /** @param isPreview a component dialed, and no agent */
  dialed(isPreview: boolean): void {
    this.#isAwaited = isPreview;
  }

  /** The next outbound call that starts is the one that was dialed last. */
  mark(event: OrgEvent): OrgEvent {
    if (event.eventType !== "CALL_STARTED" || event.call.callType?.toLowerCase() !== "outbound") return event;
    if (!this.#isAwaited) return event;
    this.#isAwaited = false;
    return { ...event, callOrigin: "Preview" };
  }
}
