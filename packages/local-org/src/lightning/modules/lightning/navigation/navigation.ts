import type { LightningElement } from "lwc";
import { servedPage } from "../../../platform.ts";
import type { PageReference } from "../../../contract.ts";

const Navigate = Symbol("Navigate");
const GenerateUrl = Symbol("GenerateUrl");

/** `standard__recordPage` opens a tab of the console; what else exists is the console's to say. */
export const NavigationMixin = Object.assign(
  <Base extends new (...args: never[]) => LightningElement>(base: Base) =>
    // @ts-expect-error TypeScript wants a mixin's constructor to take any[]; components have none of their own.
    class extends base {
      [Navigate](page: PageReference): void {
        const { navigate } = servedPage();
        if (!navigate) throw new Error("The stand-in's page cannot navigate.");
        navigate(page);
      }
      [GenerateUrl](page: PageReference): Promise<string> {
        const { recordId, objectApiName } = page.attributes as { recordId?: string; objectApiName?: string };
        return Promise.resolve(`/lightning/r/${objectApiName ?? "record"}/${recordId ?? ""}/view`);
      }
    },
  { Navigate, GenerateUrl },
);

/** Wire adapter: the page that the component is on is not told by the console. */
export class CurrentPageReference {
  constructor(give: (page: PageReference | null) => void) {
    give(null);
  }
  connect(): void {}
  update(): void {}
  disconnect(): void {}
}
