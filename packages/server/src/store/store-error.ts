/** What an operator meets when the store cannot be opened. `detail` says what to do. */
export type StoreErrorCode =
  | "store.in-use"
  | "store.migration-changed"
  | "store.newer-than-server"
  | "store.unreachable"
  | "store.unusable-folder";

export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;
  readonly fields: Readonly<Record<string, string | number>>;

  constructor(code: StoreErrorCode, detail: string, fields: Readonly<Record<string, string | number>> = {}) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.fields = fields;
  }
}
