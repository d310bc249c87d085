import pg from "pg";

export interface Listener {
  listen(channel: string, onNews: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const RECONNECT_MS = 500;

/**
 * LISTEN on a connection of its own, made at the first `listen` and made again when it is lost. What was told in between is
 * missed, so every listener then hears an empty payload: "anything may have happened".
 */
export function createListener(url: string, onLost: (error: Error) => void): Listener {
  const channels = new Map<string, Set<(payload: string) => void>>();
  let connecting: Promise<pg.Client> | null = null;
  let reconnect: NodeJS.Timeout | null = null;
  let closed = false;

  const tell = (channel: string, payload: string): void => {
    for (const onNews of channels.get(channel) ?? []) onNews(payload);
  };

  const lost = (client: pg.Client, error: Error): void => {
    client.removeAllListeners();
    client.on("error", () => {}); // The connection is given up already; its last words change nothing.
    connecting = null;
    void client.end().catch(() => {});
    if (closed) return;
    onLost(error);
    reconnect = setTimeout(() => void resume(), RECONNECT_MS);
  };

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    client.on("notification", (news) => tell(news.channel, news.payload ?? ""));
    await client.connect();
    client.on("error", (error) => lost(client, error));
    client.on("end", () => lost(client, new Error("The listening connection was closed.")));
    for (const channel of channels.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    return client;
  };

  const connected = (): Promise<pg.Client> => {
    connecting ??= connect().catch((error: unknown) => {
      connecting = null;
      throw error;
    });
    return connecting;
  };

  const resume = async (): Promise<void> => {
    try {
      await connected();
      for (const channel of channels.keys()) tell(channel, "");
    } catch (error) {
      onLost(error as Error);
      if (!closed) reconnect = setTimeout(() => void resume(), RECONNECT_MS);
    }
  };

  return {
    async listen(channel, onNews) {
      const known = channels.get(channel);
      const all = known ?? new Set();
      all.add(onNews);
      channels.set(channel, all);
      const client = await connected();
      if (known === undefined) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      return async () => {
        all.delete(onNews);
        if (all.size > 0) return;
        channels.delete(channel);
        if (!closed) await (await connected()).query(`unlisten ${pg.escapeIdentifier(channel)}`);
      };
    },
    async close() {
      closed = true;
      if (reconnect !== null) clearTimeout(reconnect);
      const client = await connecting?.catch(() => null);
      client?.removeAllListeners();
      await client?.end();
    },
  };
}
