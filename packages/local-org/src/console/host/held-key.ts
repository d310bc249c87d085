/**
 * A button is pressed again for every repeat of a held Enter (Space presses once, when it is let go). What answers or ends a
 * call is meant once: the next press has to be a new one.
 */
export function isHeldEnter({ key, repeat }: Pick<KeyboardEvent, "key" | "repeat">): boolean {
  return repeat && key === "Enter";
}
