import { existsSync } from "node:fs";
import { inRepository } from "../repository.ts";
import type { LwcModule } from "../lwc-modules.ts";
import { iconTemplates } from "./base-icons.ts";
import { packageLabels } from "./package-labels.ts";

const platform = JSON.stringify(inRepository("packages/local-org/src/lightning/platform.ts"));
const channels = "force-app/main/provider/messageChannels";

const notThere = (what: string): string =>
  `export default undefined; throw new Error(${JSON.stringify(`The package has no ${what}.`)});`;

/**
 * Modules that the platform makes while it serves a component: text by prefix of the module's name. A label or channel
 * that the package does not have fails the component that wants it, when it is loaded: the others go on.
 */
export function platformModules(components: readonly LwcModule[]): Record<string, (rest: string) => string> {
  const labels = packageLabels();
  const fromPlatform = (call: string): string =>
    `import * as platform from ${platform}; export default platform.${call};`;
  return {
    "lightning/iconSvgTemplates": iconTemplates,
    "@salesforce/label/c.": (name) => {
      if (labels["en_US"]?.[name] === undefined) return notThere(`custom label ${name}`);
      const texts = Object.entries(labels).map(([language, own]) => [language, own[name]]);
      return fromPlatform(`labelText(${JSON.stringify(Object.fromEntries(texts))})`);
    },
    "@salesforce/messageChannel/": (name) => {
      const file = `${name.replace(/__c$/, "")}.messageChannel-meta.xml`;
      if (!existsSync(inRepository(channels, file))) return notThere(`message channel ${name}`);
      return `export default Object.freeze({ channel: ${JSON.stringify(name)} });`;
    },
    "@salesforce/apex/": (name) => fromPlatform(`apexMethod(${JSON.stringify(name)})`),
    "@salesforce/apex": () => `export { refreshApex } from ${platform};`,
    "@salesforce/schema/": (name) => {
      const [objectApiName, ...field] = name.split(".");
      const reference = field.length === 0 ? { objectApiName } : { objectApiName, fieldApiName: field.join(".") };
      return `export default ${JSON.stringify(reference)};`;
    },
    "@salesforce/user/Id": () => fromPlatform("userId()"),
    "@salesforce/i18n/locale": () => fromPlatform("locale()"),
    "@salesforce/i18n/timeZone": () => fromPlatform("timeZone()"),
    "@salesforce/customPermission/": (name) => fromPlatform(`hasPermission(${JSON.stringify(name)})`),
    "virtual:package-components": () =>
      `export default { ${components.map(({ name }) => `${JSON.stringify(name)}: () => import(${JSON.stringify(name)})`).join(", ")} };`,
  };
}
