/**
 * Which of our packages may import which (docs/architecture.md). `types`: type imports only.
 * Tests may read `salesforce-facts`; runtime code never does.
 */
export const importTable: Readonly<Record<string, readonly { readonly package: string; readonly types?: true }[]>> = {
  calls: [],
  "salesforce-facts": [],
  "salesforce-voice": [],
  "apex-runner": [],
  api: [{ package: "calls", types: true }],
  server: [{ package: "calls" }, { package: "api" }, { package: "salesforce-voice" }],
  connector: [{ package: "api" }],
  simulator: [{ package: "api" }],
  switch: [{ package: "api" }],
  "local-org": [{ package: "apex-runner" }],
};
export const factsPackage = "salesforce-facts";
export const isTest = (path: string): boolean => /\.(test|bench)\.ts$|(^|\/)(tests|bench)\//.test(path);
