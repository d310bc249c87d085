/** Governor limits (Execution Governors and Limits). `cpu` counts statements; 1,000 of them stand for a millisecond. */
export interface LimitUse {
  asynchronous: boolean;
  queries: number;
  queryRows: number;
  dmlStatements: number;
  dmlRows: number;
  callouts: number;
  statements: number;
  maxStatements: number;
  futureCalls: number;
  queueables: number;
  emails: number;
  aggregateQueries: number;
  publishImmediate: number;
  savepoints: number;
  /** milliseconds of callout time-outs */
  calloutTime: number;
}

export const STATEMENTS_PER_MILLISECOND = 1000;

export const CEILINGS = {
  synchronous: { queries: 100, cpu: 10_000, heap: 6_000_000, queueables: 50, futureCalls: 50 },
  asynchronous: { queries: 200, cpu: 60_000, heap: 12_000_000, queueables: 1, futureCalls: 0 },
  queryRows: 50_000,
  dmlStatements: 150,
  dmlRows: 10_000,
  callouts: 100,
  calloutTime: 120_000,
  emails: 10,
  aggregateQueries: 300,
  publishImmediate: 150,
};

export function freshLimits(asynchronous: boolean): LimitUse {
  const cpu = asynchronous ? CEILINGS.asynchronous.cpu : CEILINGS.synchronous.cpu;
  return {
    asynchronous,
    queries: 0,
    queryRows: 0,
    dmlStatements: 0,
    dmlRows: 0,
    callouts: 0,
    statements: 0,
    maxStatements: cpu * STATEMENTS_PER_MILLISECOND,
    futureCalls: 0,
    queueables: 0,
    emails: 0,
    aggregateQueries: 0,
    publishImmediate: 0,
    savepoints: 0,
    calloutTime: 0,
  };
}
