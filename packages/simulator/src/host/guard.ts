import type { IncomingHttpHeaders } from "node:http";
import { HostError } from "./errors.ts";

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];

/**
 * A page of another site could reach a loopback port under its own name (DNS rebinding): the browser then sends that name.
 * Throws `host.unknown`.
 */
export function requireLoopbackHost(headers: IncomingHttpHeaders, port: number): void {
  const allowed = LOOPBACK_NAMES.some(
    (name) => headers.host === `${name}:${port}` || (port === 80 && headers.host === name),
  );
  if (!allowed) throw new HostError("host.unknown");
}

/**
 * The relay acts with the operator's credential, so nobody but our own page may use it. Browsers say who asks in
 * Sec-Fetch-Site, older ones in Origin. A program on this machine sends neither and could read the credential anyway;
 * it too has to come without an Origin of somebody else. Throws `origin.refused`.
 */
export function requireSameOrigin(headers: IncomingHttpHeaders): void {
  const site = headers["sec-fetch-site"];
  const { origin } = headers;
  if (site !== undefined && site !== "same-origin") throw new HostError("origin.refused");
  if (origin !== undefined && origin !== `http://${headers.host}`) throw new HostError("origin.refused");
}
