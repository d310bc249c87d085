/** The library as the adapter gets it: one copy per page, because it checks results with `instanceof` against its own classes. */
export type Library = typeof import("@salesforce/scv-connector-base");
