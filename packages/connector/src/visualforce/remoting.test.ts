import { describe, expect, it } from "vitest";
import { apexByRemoting, type HostPage, type Remoting } from "./remoting.ts";

type Heard = (result: unknown, outcome: { status: boolean; type?: string }) => void;
const REQUEST = { method: "PATCH", path: "/leg-1", body: "{}", traceparent: null } as const;

/** As Visualforce sends and answers; what was asked stands in `asked`. */
function page(answer: (heard: Heard) => void): HostPage & { readonly asked: unknown[][] } {
  const asked: unknown[][] = [];
  const remoting: Remoting = {
    Manager: {
      invokeAction: (action, ...rest) => {
        asked.push([action, ...rest.filter((one) => typeof one !== "function")]);
        answer(rest.find((one) => typeof one === "function") as Heard);
      },
    },
  };
  return { asked, remoting: () => remoting, action: () => "acme.VoiceCallCourier.carry" };
}

describe("Apex by JavaScript remoting", () => {
  it("is asked by the page's own action, each request alone, and its JSON comes back as it is", async () => {
    const host = page((heard) => heard({ status: 202, body: '{"status":"pending"}' }, { status: true, type: "rpc" }));
    const answer = await apexByRemoting(host).carry(REQUEST);
    expect(answer).toEqual({ status: 202, body: '{"status":"pending"}' });
    const options = { escape: false, buffer: false, timeout: 30_000 };
    expect(host.asked).toEqual([["acme.VoiceCallCourier.carry", "PATCH", "/leg-1", "{}", null, options]]);
  });

  it("may leave out a body that is not there", async () => {
    const host = page((heard) => heard({ status: 204 }, { status: true, type: "rpc" }));
    expect(await apexByRemoting(host).carry(REQUEST)).toEqual({ status: 204, body: null });
  });

  it.each([
    ["Apex threw", { status: false, type: "exception" }, "remoting.exception"],
    ["the platform did not answer", { status: false, type: "rpc" }, "remoting.failed"],
    ["the answer is not ours", { status: true, type: "rpc" }, "remoting.unexpected-answer"],
  ])("fails with a code when %s", async (_what, outcome, code) => {
    const host = page((heard) => heard({ status: "fine" }, outcome));
    await expect(apexByRemoting(host).carry(REQUEST)).rejects.toMatchObject({ code });
  });

  const without: [string, HostPage][] = [
    ["controller", { remoting: () => undefined, action: () => "VoiceCallCourier.carry" }],
    ["name of the action", { ...page(() => {}), action: () => null }],
  ];
  it.each(without)("fails with a code on a page without %s", async (_what, host) => {
    await expect(apexByRemoting(host).carry(REQUEST)).rejects.toMatchObject({ code: "remoting.absent" });
  });
});
