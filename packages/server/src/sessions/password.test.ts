import { describe, expect, it } from "vitest";
import { checkPassword, hashPassword } from "./password.ts";

describe("passwords", () => {
  it("are kept salted, and found right only as they were", async () => {
    const [one, two] = await Promise.all([hashPassword("käse und brot"), hashPassword("käse und brot")]);
    expect(one).not.toBe(two);
    expect(one).toMatch(/^scrypt\$32768\$8\$1\$/);
    expect(await checkPassword("käse und brot", one)).toBe(true);
    expect(await checkPassword("ka\u0308se und brot", one), "the same letters, typed otherwise").toBe(true);
    expect(await checkPassword("kase und brot", one)).toBe(false);
    expect(await checkPassword("", null), "no such agent").toBe(false);
  });

  it("a damaged hash is a failure, not a wrong password", async () => {
    await expect(checkPassword("x", "scrypt$999999999$8$1$aa$bb")).rejects.toThrow("not readable");
    await expect(checkPassword("x", "plain")).rejects.toThrow("not readable");
  });
});
