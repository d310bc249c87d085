import type { PackageAnswer, PackageRequest } from "@partner-telephony/salesforce-voice";
import { describe, expect, it } from "vitest";
import type { Courier, RequestFrame } from "./courier.ts";
import { Couriers, MOST_UNDER_WAY } from "./couriers.ts";

const request: PackageRequest = { method: "PATCH", path: "/leg-1", body: "{}", traceparent: null };
const taken: PackageAnswer = { status: 202, body: '{"status":"pending"}' };

function page(couriers: Couriers, tenant: string) {
  const asked: RequestFrame[] = [];
  const courier = couriers.enter(tenant, (frame) => void asked.push(frame));
  return { courier, asked, last: () => asked.at(-1)!.requestId };
}

function carrying(couriers: Couriers, tenant: string) {
  const stop = new AbortController();
  let handedOver = false;
  const carry = couriers.carryFor(tenant);
  const outcome = carry(request, stop.signal, () => (handedOver = true)).then(
    (answer) => answer,
    (failure: unknown) => failure,
  );
  return { outcome, stop, handedOver: () => handedOver };
}

describe("couriers", () => {
  it("carry a request as it is, and bring the answer back", async () => {
    const couriers = new Couriers();
    const { courier, asked, last } = page(couriers, "a");
    const { outcome, handedOver } = carrying(couriers, "a");
    expect(asked).toEqual([{ type: "courier.request", requestId: expect.any(String), ...request }]);
    expect(handedOver()).toBe(true);
    expect(courier.answer(last(), taken)).toBe(true);
    expect(await outcome).toEqual(taken);
    expect(courier.answer(last(), taken), "told a second time it counts for nothing").toBe(false);
  });

  it("of another contact center are never asked", async () => {
    const couriers = new Couriers();
    const other = page(couriers, "b");
    const { outcome, handedOver } = carrying(couriers, "a");
    expect(await outcome).toMatchObject({ causeCode: "courier.none", mayHaveHappened: false });
    expect([handedOver(), other.asked]).toEqual([false, []]);
    expect(couriers.tenants()).toEqual(["b"]);
  });

  it("are not believed for what another page was asked", async () => {
    const couriers = new Couriers();
    const asked = page(couriers, "a");
    const other = page(couriers, "b");
    const { outcome } = carrying(couriers, "a");
    expect(other.courier.answer(asked.last(), { status: 201, body: "{}" })).toBe(false);
    expect(other.courier.fail(asked.last(), "remoting.failed")).toBe(false);
    asked.courier.answer(asked.last(), taken);
    expect(await outcome).toEqual(taken);
  });

  it("share the work, and none carries more than a browser can", async () => {
    const couriers = new Couriers();
    const pages = [page(couriers, "a"), page(couriers, "a")];
    for (let count = 0; count < 2 * MOST_UNDER_WAY; count += 1) carrying(couriers, "a");
    expect(pages.map(({ asked }) => asked.length)).toEqual([MOST_UNDER_WAY, MOST_UNDER_WAY]);
    const { outcome } = carrying(couriers, "a");
    expect(await outcome).toMatchObject({ causeCode: "courier.busy", mayHaveHappened: false });
  });

  const ailments: [string, (courier: Courier, requestId: string) => void][] = [
    ["has no permission", (courier, id) => void courier.answer(id, { status: 403, body: "{}" })],
    ["cannot reach Apex", (courier, id) => void courier.fail(id, "remoting.failed")],
  ];
  it.each(ailments)("are passed over for others while the agent %s", async (_how, ail) => {
    const couriers = new Couriers();
    const [bad, good] = [page(couriers, "a"), page(couriers, "a")];
    carrying(couriers, "a");
    ail(bad.courier, bad.last());
    for (let count = 0; count < MOST_UNDER_WAY; count += 1) carrying(couriers, "a");
    expect([bad.asked.length, good.asked.length]).toEqual([1, MOST_UNDER_WAY]);
    carrying(couriers, "a");
    expect(bad.asked.length, "better than nobody").toBe(2);
  });

  it("leave open whether Apex did what it was asked when their page goes", async () => {
    const couriers = new Couriers();
    const { courier } = page(couriers, "a");
    const { outcome } = carrying(couriers, "a");
    couriers.leave("a", courier);
    expect(await outcome).toMatchObject({ causeCode: "courier.gone", mayHaveHappened: true });
    expect(couriers.tenants()).toEqual([]);
  });

  it("end nothing when it is the server that stops: what is under way is the lane's to take up again", async () => {
    const couriers = new Couriers();
    const { courier } = page(couriers, "a");
    const { outcome, stop } = carrying(couriers, "a");
    couriers.close();
    couriers.leave("a", courier);
    stop.abort("stopped");
    expect(await outcome).toBe("stopped");
  });

  it("are waited for no longer than the request is wanted", async () => {
    const couriers = new Couriers();
    const { courier, last } = page(couriers, "a");
    const { outcome, stop } = carrying(couriers, "a");
    stop.abort("late");
    expect(await outcome).toBe("late");
    expect([courier.answer(last(), taken), courier.load]).toEqual([false, 0]);
  });

  it("are told of by their coming, so that what waited goes at once", () => {
    const couriers = new Couriers();
    let came = 0;
    couriers.onCome(() => (came += 1));
    page(couriers, "a");
    expect(came).toBe(1);
  });
});
