import { REFRESH } from "./refresh.ts";

export interface Provisioned {
  readonly data: unknown;
  readonly error: unknown;
}
type Config = Readonly<Record<string, unknown>>;

/** As LWC calls a wire adapter. */
export type WireAdapter = new (give: (value: Provisioned) => void) => {
  connect(): void;
  update(config: Config): void;
  disconnect(): void;
};

/**
 * A wire adapter over a reading function. It waits until every reactive parameter has a value, as the platform does, gives
 * the newest reading alone, and reads again when `refreshApex` gets what it gave.
 */
export function changingValue(
  read: (config: Config) => Promise<unknown>,
  onOpen?: (again: () => void) => () => void,
): WireAdapter {
  return class ChangingValue {
    readonly #give: (value: Provisioned) => void;
    #config: Config | null = null;
    #newest = 0;
    #close: () => void = () => {};

    constructor(give: (value: Provisioned) => void) {
      this.#give = give;
      give({ data: undefined, error: undefined });
    }
    connect(): void {
      this.#close = onOpen?.(() => void this.#read()) ?? (() => {});
    }
    update(config: Config): void {
      this.#config = config;
      void this.#read();
    }
    disconnect(): void {
      this.#newest++;
      this.#close();
    }
    async #read(): Promise<void> {
      const config = this.#config;
      if (config === null || Object.values(config).includes(undefined)) return;
      const mine = ++this.#newest;
      const value = await read(config).then(
        (data) => ({ data, error: undefined }),
        (error: unknown) => ({ data: undefined, error }),
      );
      if (mine === this.#newest) this.#give(Object.assign(value, { [REFRESH]: () => this.#read() }));
    }
  };
}
