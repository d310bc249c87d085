/** A place in a source file packed into one number, so that trees stay small and can be stored as JSON. */
export type At = number;

const LINE = 8192;

/** @param line 1-based @param column 1-based; columns beyond 8191 are reported as 8191 */
export function at(line: number, column: number): At {
  return line * LINE + Math.min(column, LINE - 1);
}

export function lineOf(position: At): number {
  return Math.floor(position / LINE);
}

export function columnOf(position: At): number {
  return position % LINE;
}
