import type { StorySettings } from "../support/story.ts";

/** What we promise, by name. Each runs under given rules, so that a spoiled table can be tried against all of them. */
export type Promises = Readonly<Record<string, (settings: StorySettings) => void>>;
