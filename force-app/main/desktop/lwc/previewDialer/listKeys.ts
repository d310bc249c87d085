/** Where a key takes the selection of a list (WAI-ARIA, listbox pattern); null: it is no key of the list, or leads nowhere. */
export function nextRow(key: string, index: number, count: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined || target < 0 || target >= count ? null : target;
}
