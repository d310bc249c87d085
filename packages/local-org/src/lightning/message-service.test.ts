import { describe, expect, it } from "vitest";
import { MessageService } from "./message-service.ts";

const CHANNEL = "PartnerTelephonyMessages__c";
function setUp() {
  const faults: unknown[] = [];
  const service = new MessageService((fault) => faults.push(fault));
  const heard: [who: string, message: unknown][] = [];
  const listen = (who: string, context: object = {}, channel = CHANNEL) =>
    service.subscribe(channel, context, (message) => heard.push([who, message]));
  return { service, faults, heard, listen };
}

describe("Lightning Message Service of the stand-in", () => {
  it("tells every subscriber of the channel, the publisher's own included, and nobody of another", () => {
    const { service, heard, listen } = setUp();
    listen("one");
    listen("two");
    listen("other", {}, "Other__c");
    service.publish(CHANNEL, { source: "PAGE" });
    expect(heard).toEqual([
      ["one", { source: "PAGE" }],
      ["two", { source: "PAGE" }],
    ]);
  });

  it("keeps nothing for who subscribes later", () => {
    const { service, heard, listen } = setUp();
    service.publish(CHANNEL, { source: "PAGE" });
    listen("late");
    expect(heard).toEqual([]);
  });

  it("gives copies: what a component does to its message changes nobody else's", () => {
    const { service, heard, listen } = setUp();
    const sent = { list: [1] };
    service.subscribe(CHANNEL, {}, (message) => (message as typeof sent).list.push(2));
    listen("second");
    service.publish(CHANNEL, sent);
    expect([sent, heard]).toEqual([{ list: [1] }, [["second", { list: [1] }]]]);
  });

  it.each([[{ run: () => 1 }], [{ mark: Symbol("x") }], [undefined]])("carries no %o, as documented", (message) => {
    const { service } = setUp();
    expect(() => service.publish(CHANNEL, message)).toThrow(TypeError);
  });

  it("stops with unsubscribe, and with the component whose context it was", () => {
    const { service, heard, listen } = setUp();
    const context = {};
    listen("gone", context);
    service.unsubscribe(listen("stopped"));
    service.release(context);
    service.publish(CHANNEL, {});
    expect(heard).toEqual([]);
  });

  it("tells the others when one of them fails, and reports the failure", () => {
    const { service, faults, heard, listen } = setUp();
    service.subscribe(CHANNEL, {}, () => {
      throw new Error("broken component");
    });
    listen("well");
    service.publish(CHANNEL, {});
    expect([heard.length, faults]).toEqual([1, [new Error("broken component")]]);
  });
});
