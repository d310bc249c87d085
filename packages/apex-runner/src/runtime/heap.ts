import { ApexBlob } from "./blob.ts";
import { ApexList, ApexMap, ApexSet } from "./collections.ts";
import { raiseLimit } from "./exceptions.ts";
import { CEILINGS } from "./limits.ts";
import { machine } from "./machine.ts";

const largest = new WeakMap<object, number>();

function ceiling(): number {
  return machine().limits.asynchronous ? CEILINGS.asynchronous.heap : CEILINGS.synchronous.heap;
}

/**
 * The heap limit, held for single values: a String, Blob or collection larger than the whole heap fails. The sum of
 * all values is not tracked (docs/apex-runner.md).
 */
export function checkHeap(bytes: number): void {
  const m = machine();
  if (bytes > (largest.get(m.limits) ?? 0)) largest.set(m.limits, bytes);
  if (bytes > ceiling()) raiseLimit(`Apex heap size too large: ${bytes}`);
}

/** Size of the largest value so far: a lower bound, as an org's own figure is not reproducible. */
export function heapSize(): number {
  return largest.get(machine().limits) ?? 0;
}

export function sizeOf(v: unknown): number {
  if (typeof v === "string") return v.length;
  if (v instanceof ApexBlob) return v.bytes.length;
  if (v instanceof ApexList) return v.items.length * 4;
  if (v instanceof ApexSet || v instanceof ApexMap) return v.size * 8;
  return 0;
}
