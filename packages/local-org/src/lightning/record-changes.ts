const waiting = new Set<() => void>();

/** Whoever shows record data reads again when any record has changed. @returns stops it */
export function onRecordChange(again: () => void): () => void {
  waiting.add(again);
  return () => waiting.delete(again);
}
export const recordsChanged = (): void => waiting.forEach((again) => again());
