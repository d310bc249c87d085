import { createHash, timingSafeEqual } from "node:crypto";
import { SwitchError } from "../errors.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Throws `credential.missing` or `credential.wrong`; compares in constant time. */
export function requireBearer(header: string | undefined, credential: string): void {
  const given = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1];
  if (given === undefined) throw new SwitchError("credential.missing");
  if (!timingSafeEqual(digest(given), digest(credential))) throw new SwitchError("credential.wrong");
}
