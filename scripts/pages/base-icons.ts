import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRepository } from "../repository.ts";

const BASE = inRepository("node_modules/lightning-base-components/src/lightning");
const NAMED = /\b(utility|standard|action|custom|doctype):([a-z][a-z0-9_]*)/g;

/**
 * `lightning/iconSvgTemplates<Category>[Rtl]` with those icons alone that our components or the base components name: all
 * of them are 4 MB and 15 s of every build. @param rest what follows `lightning/iconSvgTemplates`
 */
export function iconTemplates(rest: string): string {
  const category = rest.replace(/Rtl$/, "").toLowerCase();
  const folder = join(BASE, `iconSvgTemplates${rest}`, "buildTemplates", category);
  const icons = [...namedIcons(category)].filter((icon) => existsSync(join(folder, `${icon}.html`)));
  const lines = icons.map((icon) => `import ${category}_${icon} from ${JSON.stringify(join(folder, `${icon}.html`))};`);
  return `${lines.join("\n")}\nexport default { ${icons.map((icon) => `${category}_${icon}`).join(", ")} };`;
}

let named: Set<string> | null = null;
function namedIcons(category: string): Set<string> {
  named ??= new Set([...namesUnder(BASE), ...namesUnder(inRepository("force-app/main"))]);
  return new Set([...named].filter((one) => one.startsWith(`${category}:`)).map((one) => one.split(":")[1]!));
}

function* namesUnder(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (/^(iconSvgTemplates|__)/.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* namesUnder(path);
    else if (/\.(html|js|ts)$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
      yield* readFileSync(path, "utf8").match(NAMED) ?? [];
  }
}
