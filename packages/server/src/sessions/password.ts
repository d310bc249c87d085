import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

export interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** RFC 7914. 32 MB and about 0.1 s for each guess; kept in the hash, so that they can be raised later. */
const COST: Cost = { N: 2 ** 15, r: 8, p: 1 };
const LENGTH = 32;

/** Cost of a hash that came from the store: bounded, so that a damaged row cannot take all memory. */
const MAX_N = 2 ** 18;

function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFKC: the same password typed on another keyboard or system is the same (RFC 8265).
    scrypt(password.normalize("NFKC"), salt, LENGTH, { ...cost, maxmem: 256 * cost.N * cost.r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** `scrypt$N$r$p$salt$key`, the last two in base64url. Another cost is for tests that log in often. */
export async function hashPassword(password: string, { N, r, p }: Cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, { N, r, p });
  return ["scrypt", N, r, p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

const nobody = hashPassword(randomBytes(32).toString("hex"));

/** Takes as long when there is no such agent (null): nobody learns which usernames exist. */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = (stored ?? (await nobody)).split("$");
  if (scheme !== "scrypt" || salt === undefined || key === undefined || Number(N) > MAX_N) {
    throw new Error("A stored password hash is not readable.");
  }
  const expected = Buffer.from(key, "base64url");
  const actual = await derive(password, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
  return expected.length === actual.length && timingSafeEqual(expected, actual) && stored !== null;
}
