import type * as library from "@salesforce/scv-connector-base";

/** The library as the adapter gets it: one copy per page, because it checks results with `instanceof` against its own classes. */
export type Library = typeof library;
