// Made by scripts/pages/platform-modules.ts while the page is built.
declare module "virtual:package-components" {
  import type { LightningElement } from "lwc";
  const components: Readonly<Record<string, () => Promise<{ default: typeof LightningElement }>>>;
  export default components;
}
declare module "@lwc/synthetic-shadow";
