export type Cancel = () => void;

/** Time as the connector sees it; tests put their own in its place. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  after(ms: number, run: () => void): Cancel;
  /** The next task: every microtask that is waiting now has run by then. */
  turn(): Promise<void>;
}
