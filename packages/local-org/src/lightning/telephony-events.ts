type Hear = (name: string, detail: unknown) => void;
const hearing = new Set<Hear>();

/** Every toolkit element on the page hears every event. @returns stops it */
export function onTelephonyEvent(hear: Hear): () => void {
  hearing.add(hear);
  return () => hearing.delete(hear);
}
export const telephonyEvent: Hear = (name, detail) => hearing.forEach((hear) => hear(name, detail));
