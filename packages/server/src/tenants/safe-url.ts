import { ProblemError } from "../http/problem-error.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Tokens and call data go there, so nothing but https leaves this computer.
 * @throws ProblemError `contact-center.insecure-url`
 */
export function requireSafeUrl(text: string): void {
  const url = new URL(text);
  const safe = url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
  if (!safe || url.username !== "" || url.password !== "") throw new ProblemError("contact-center.insecure-url");
}
