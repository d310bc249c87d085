import { createElement } from "lwc";
import { getRecord } from "lightning/uiRecordApi";
import CallActivity from "c/callActivity";
import { atRest } from "../../../../../test/until";

jest.mock("@salesforce/i18n/locale", () => ({ __esModule: true, default: "de-DE" }), { virtual: true });
jest.mock("@salesforce/label/c.ActivityScore", () => ({ __esModule: true, default: "{0} von 5" }), { virtual: true });

it("shows the quality score as an agent's language writes numbers", async () => {
  const component = createElement("c-call-activity", { is: CallActivity }) as unknown as HTMLElement;
  document.body.appendChild(component);
  const fields = { VendorCallKey: { value: "leg-1" }, QualityScore: { value: 4.26 } };
  (getRecord as unknown as { emit(data: unknown): void }).emit({ fields });
  await atRest();
  expect(component.shadowRoot!.querySelector("[data-score]")!.textContent).toBe("4,3 von 5");
});
