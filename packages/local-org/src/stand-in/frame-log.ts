import type { FramesRequest } from "../console-contract.ts";

export type KeptFrame = FramesRequest["frames"][number] & { number: number; user: string };

/** Frames that console pages exchanged with connectors, for tests. */
export interface FrameLog {
  add(user: string, frames: FramesRequest["frames"]): number;
  list(after: number, limit: number): KeptFrame[];
  clear(): void;
}

const KEPT = 20_000;

export function createFrameLog(): FrameLog {
  let kept: KeptFrame[] = [];
  let last = 0;
  return {
    add(user, frames) {
      for (const frame of frames) {
        last += 1;
        kept.push({ ...frame, number: last, user });
      }
      if (kept.length > KEPT * 1.5) kept = kept.slice(-KEPT);
      return frames.length;
    },
    list: (after, limit) => kept.filter((frame) => frame.number > after).slice(0, limit),
    clear: () => {
      kept = [];
    },
  };
}
