import { createHmac } from "node:crypto";

/** Value of the header `pt-signature` over the raw body. `atSeconds`: epoch seconds; the server refuses old ones. */
export function signature(secret: string, body: string, atSeconds: number): string {
  const mac = createHmac("sha256", secret).update(`${atSeconds}.${body}`).digest("hex");
  return `t=${atSeconds},v1=${mac}`;
}
