import type { ConsoleChange } from "../../console-contract.ts";

/** The org's change stream. The browser connects again by itself and says where it left off. */
export function openChanges(
  user: string,
  after: number,
  hear: (change: ConsoleChange) => void,
  onConnected: (isConnected: boolean) => void,
): () => void {
  const source = new EventSource(`/console/changes?user=${encodeURIComponent(user)}&after=${after}`);
  source.addEventListener("open", () => onConnected(true));
  source.addEventListener("error", () => onConnected(false));
  source.addEventListener("message", ({ data }: MessageEvent<string>) => hear(JSON.parse(data) as ConsoleChange));
  return () => source.close();
}
