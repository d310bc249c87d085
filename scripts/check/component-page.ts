import type { Component } from "./components.ts";

/** `docs/components.md`: what a deployment of each package directory holds, exactly. */
export function componentPage(main: readonly Component[], unpackaged: readonly Component[]): string {
  return [
    "# Components",
    "",
    "What is deployed, to the last component. Made from the source tree by `npm run components`; `npm run check -- components` fails when the two differ, or when a file belongs to no component.",
    "",
    "## The package (`force-app/main`)",
    "",
    ...table(main),
    "",
    "## Scratch orgs only (`force-app/unpackaged`)",
    "",
    ...table(unpackaged),
    "",
  ].join("\n");
}

function table(components: readonly Component[]): string[] {
  const types = [...new Set(components.map(({ type }) => type))];
  const named = (type: string) => components.filter((one) => one.type === type).map(({ name }) => `\`${name}\``);
  return [
    "| Type | Number | Names |",
    "| --- | --- | --- |",
    ...types.map((type) => `| ${type} | ${named(type).length} | ${named(type).join(", ")} |`),
  ];
}
