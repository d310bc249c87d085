/** Voice Implementation Guide, release 260; older releases print no figure (docs/unconfirmed.md). */
export const mostCallsPerRequest = 5;
export const mostMessagesPerCall = 5;

interface Splittable {
  readonly vendorCallKey: string;
  readonly participantId: string;
  readonly startTime: number;
}

/**
 * Cuts messages into requests that Salesforce takes: at most 5 calls with at most 5 messages each, a call once per request.
 * A call's messages go out in order of time; within one request they are grouped by participant, as the guide asks.
 */
export function splitTranscripts<M extends Splittable>(messages: readonly M[]): M[][] {
  const calls = grouped(messages, (message) => message.vendorCallKey);
  const queues = calls.map((ofOneCall) => slices(inOrderOfTime(ofOneCall), mostMessagesPerCall).map(byParticipant));
  const requests: M[][] = [];
  // Rounds: every call's first slice, then every call's second, so that no call waits for another to be done.
  for (let round = 0; queues.some((queue) => queue.length > round); round += 1) {
    const slicesOfRound = queues.flatMap((queue) => queue.slice(round, round + 1));
    for (const group of slices(slicesOfRound, mostCallsPerRequest)) requests.push(group.flat());
  }
  return requests;
}

function inOrderOfTime<M extends Splittable>(messages: readonly M[]): M[] {
  return messages.toSorted((one, other) => one.startTime - other.startTime);
}

function byParticipant<M extends Splittable>(messages: readonly M[]): M[] {
  return grouped(messages, (message) => message.participantId).flat();
}

function slices<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Groups in order of their first member. (Map.groupBy is not in Node 20.) */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
