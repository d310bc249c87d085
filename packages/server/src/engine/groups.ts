/** Work that is done together when much of it waits, such as facts that share one transaction. */
export interface GroupOptions<Item, Answer> {
  /** Items of one lane are taken one after the other in the order in which they came, never by two groups at once. */
  readonly laneOf: (item: Item) => string;
  /** Only items of the same kind share a group. */
  readonly kindOf: (item: Item) => string;
  /** At most so many in one group. */
  readonly size: number;
  /** At most so many of one lane in one group. Absent: as many as wait. */
  readonly inLane?: number;
  /** So many groups at once. */
  readonly atOnce: number;
  /** All or none, an answer for each item. What comes meanwhile waits for the next group. */
  readonly together: (items: readonly Item[]) => Promise<readonly Answer[]>;
  /** One item of a group that has failed: what fails here fails for this item only. */
  readonly alone: (item: Item) => Promise<Answer>;
  /** Whether a failure together says nothing yet about a single item. */
  readonly worthAlone: (error: unknown) => boolean;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  /** Which came first: a group keeps that order over all its lanes. */
  readonly number: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

interface Lane<Item, Answer> {
  readonly kind: string;
  readonly waiting: Waiting<Item, Answer>[];
  busy: boolean;
}

/**
 * Group commit: an item that comes while nothing is under way goes at once, those that come meanwhile go together. A group that
 * fails is taken apart, so that one bad item costs the others a delay and nothing else; it does not hold up other lanes then.
 */
export function createGroups<Item, Answer>(options: GroupOptions<Item, Answer>): (item: Item) => Promise<Answer> {
  const lanes = new Map<string, Lane<Item, Answer>>();
  let running = 0;
  let came = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || running >= options.atOnce) return;
    scheduled = true;
    // After everything that has arrived in this turn of the event loop.
    setImmediate(() => {
      scheduled = false;
      while (running < options.atOnce) {
        const group = takeGroup(lanes, options.size, options.inLane ?? options.size);
        if (group.size === 0) return;
        running += 1;
        void runGroup(group);
      }
    });
  };

  const runGroup = async (group: Group<Item, Answer>): Promise<void> => {
    const all = [...group.values()].flat().sort((one, other) => one.number - other.number);
    let failed = false;
    try {
      const answers = await options.together(all.map(({ item }) => item));
      all.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      failed = all.length > 1 || options.worthAlone(error);
      if (!failed) all[0]!.reject(error);
    }
    running -= 1;
    for (const [key, members] of group) {
      if (failed) void oneByOne(members).then(() => free(key));
      else free(key);
    }
    schedule();
  };

  const oneByOne = async (members: readonly Waiting<Item, Answer>[]): Promise<void> => {
    for (const { item, resolve, reject } of members) await options.alone(item).then(resolve, reject);
  };

  const free = (key: string): void => {
    const lane = lanes.get(key);
    if (lane === undefined) return;
    lane.busy = false;
    if (lane.waiting.length === 0) lanes.delete(key);
    else schedule();
  };

  return (item) =>
    new Promise<Answer>((resolve, reject) => {
      const kind = options.kindOf(item);
      const key = `${kind} ${options.laneOf(item)}`;
      const lane = lanes.get(key) ?? { kind, waiting: [], busy: false };
      lane.waiting.push({ item, number: (came += 1), resolve, reject });
      lanes.set(key, lane);
      schedule();
    });
}

type Group<Item, Answer> = Map<string, Waiting<Item, Answer>[]>;

/** Whoever waits longest says of which kind the group is; lanes in the order in which they began to wait. */
function takeGroup<Item, Answer>(
  lanes: Map<string, Lane<Item, Answer>>,
  size: number,
  inLane: number,
): Group<Item, Answer> {
  const group: Group<Item, Answer> = new Map();
  let kind: string | null = null;
  let left = size;
  for (const [key, lane] of [...lanes]) {
    if (left === 0) break;
    if (lane.busy || lane.waiting.length === 0 || (kind !== null && lane.kind !== kind)) continue;
    kind = lane.kind;
    const taken = lane.waiting.splice(0, Math.min(left, inLane));
    left -= taken.length;
    lane.busy = true;
    group.set(key, taken);
    // To the end of the line.
    lanes.delete(key);
    lanes.set(key, lane);
  }
  return group;
}
