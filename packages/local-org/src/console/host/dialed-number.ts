/**
 * What the softphone gives the connector for what an agent typed: in full as it is, else with the contact center's
 * long-distance prefix before it (guide, chapter 4, reqLongDistPrefix). Null: nothing that could be dialed.
 */
export function dialedNumber(typed: string, longDistancePrefix: string): string | null {
  const text = typed.trim().replace(/[\s().\-/]/g, "");
  if (text === "") return null;
  return text.startsWith("+") ? text : `${longDistancePrefix}${text}`;
}
