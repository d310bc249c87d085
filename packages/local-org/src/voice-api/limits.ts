import { OrgFault } from "../http/fault.ts";
import type { Org } from "../org/org.ts";

/** Counts events in whole windows of a second; how Salesforce measures its second is unconfirmed. */
export interface RateLimit {
  /** Takes `count` from this second, or answers false and takes nothing. */
  take(count: number, perSecond: number, now: number): boolean;
}

export function createRateLimit(): RateLimit {
  let second = 0;
  let used = 0;
  return {
    take(count, perSecond, now) {
      const current = Math.floor(now / 1_000);
      if (current !== second) {
        second = current;
        used = 0;
      }
      if (used + count > perSecond) return false;
      used += count;
      return true;
    },
  };
}

export interface Limits {
  takeCreate(): void;
  takeUtterances(count: number): boolean;
  checkConversations(): void;
}

/** The org limits that the v60 guide prints (reference: Org Limits). Over one of them: 429 and nothing is done. */
export function createLimits(org: Org): Limits {
  const creates = createRateLimit();
  const utterances = createRateLimit();
  return {
    takeCreate() {
      if (creates.take(1, org.facts.createsPerSecond, org.now())) return;
      throw new OrgFault("voice.limit", `More than ${org.facts.createsPerSecond} calls were created in this second.`);
    },
    takeUtterances: (count) => utterances.take(count, org.facts.utterancesPerSecond, org.now()),
    checkConversations() {
      const open = org.store.all("Conversation").filter((conversation) => conversation.closedAt === null).length;
      if (open < org.facts.concurrentConversations) return;
      throw new OrgFault("voice.limit", `${org.facts.concurrentConversations} conversations are open already.`);
    },
  };
}
