/** Ids, codes and counts only: never a name, a number or what somebody said. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface LogEntry {
  readonly at: number;
  readonly level: "INFO" | "ERROR";
  /** `area.reason`, such as `socket.closed`. */
  readonly code: string;
  readonly fields: LogFields;
}

const KEPT = 2000;

/** The connector's own log: the last entries of this page, in memory only. */
export class Log {
  readonly #now: () => number;
  #entries: LogEntry[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  info(code: string, fields: LogFields = {}): void {
    this.#add("INFO", code, fields);
  }

  error(code: string, fields: LogFields = {}): void {
    this.#add("ERROR", code, fields);
  }

  entries(): readonly LogEntry[] {
    return this.#entries;
  }

  #add(level: LogEntry["level"], code: string, fields: LogFields): void {
    this.#entries.push({ at: this.#now(), level, code, fields });
    if (this.#entries.length > KEPT) this.#entries = this.#entries.slice(-KEPT / 2);
  }
}
