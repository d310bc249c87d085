export type Parsed<T> = { readonly value: T } | { readonly fault: string };

export function parsePort(given: string): Parsed<number> {
  const port = Number(given);
  return Number.isInteger(port) && port >= 0 && port <= 65535
    ? { value: port }
    : { fault: "must be a port number, 0 to 65535" };
}

export function parseHttpUrl(given: string): Parsed<string> {
  const url = URL.canParse(given) ? new URL(given) : null;
  const fits = url !== null && /^https?:$/.test(url.protocol) && url.search === "" && url.username === "";
  return fits ? { value: given.replace(/\/+$/, "") } : { fault: "must be an http or https address" };
}

export const isLoopback = (host: string): boolean => ["127.0.0.1", "::1", "localhost"].includes(host);
