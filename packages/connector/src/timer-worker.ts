/**
 * Timers of a hidden page are slowed down to one a minute, and a holder that is silent for 3 s loses the agent.
 * A worker's timers are not slowed down.
 */
const timers = new Map<number, ReturnType<typeof setTimeout>>();

onmessage = ({ data: { id, ms } }: MessageEvent<{ id: number; ms: number | null }>) => {
  clearTimeout(timers.get(id));
  timers.delete(id);
  if (ms === null) return;
  timers.set(
    id,
    setTimeout(() => {
      timers.delete(id);
      postMessage(id);
    }, ms),
  );
};
