/** Data about Salesforce, for tests: each entry with its source and how sure we are. Runtime code never reads it. */
export { bodies, type ExampleBody } from "./bodies/bodies.ts";
export { capabilities, type Capability } from "./capabilities.ts";
export type { Fact, Status } from "./fact.ts";
export { frames, type ExampleFrame } from "./frames/frames.ts";
export { limits, type Limit } from "./limits.ts";
export { origins, type OriginFact } from "./origins.ts";
export { scenarios } from "./scenarios.ts";
export type { Scenario } from "./scenarios/scenario.ts";
export { setupKeys, type SetupKey } from "./setup-keys.ts";
