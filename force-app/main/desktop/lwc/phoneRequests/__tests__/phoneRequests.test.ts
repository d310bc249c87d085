import { publish, subscribe, unsubscribe, type Message } from "lightning/messageService";
import CHANNEL from "@salesforce/messageChannel/PartnerTelephonyMessages__c";
import { ANSWER_DEADLINE_MS, PhoneRequests } from "c/phoneRequests";

type Payload = { requestId: string; type: string; v: number };

/** Stands for the bridge: keeps what goes to the connector. */
const bridge = () => {
  const asked: Payload[] = [];
  const subscription = subscribe({}, CHANNEL, (message: Message | null | undefined) => {
    if (message?.source !== "CONNECTOR") asked.push(message?.payload as Payload);
  });
  return { asked, close: () => unsubscribe(subscription) };
};
const answer = (payload: unknown, source = "CONNECTOR"): void => publish({}, CHANNEL, { source, payload });

describe("a request to the phone", () => {
  const phone = new PhoneRequests();
  let connector: ReturnType<typeof bridge>;

  beforeEach(() => {
    jest.useFakeTimers();
    connector = bridge();
    phone.open({});
  });
  afterEach(() => {
    phone.close();
    connector.close();
    jest.useRealTimers();
  });

  it("goes to the connector with a version, and its answer comes back to whoever asked", async () => {
    const answered = phone.ask("settings.save", { settings: { callerId: "+1" } });
    expect(connector.asked).toEqual([
      { v: 1, type: "settings.save", requestId: expect.any(String), settings: { callerId: "+1" } },
    ]);
    answer({ type: "settings", requestId: connector.asked[0]!.requestId, settings: {} });
    await expect(answered).resolves.toMatchObject({ type: "settings" });
  });

  it("is not confused with another one, whichever is answered first", async () => {
    const [first, second] = [phone.ask("settings.load"), phone.ask("settings.load")];
    answer({ requestId: connector.asked[1]!.requestId, number: 2 });
    answer({ requestId: connector.asked[0]!.requestId, number: 1 });
    await expect(first).resolves.toMatchObject({ number: 1 });
    await expect(second).resolves.toMatchObject({ number: 2 });
  });

  it("is refused with the connector's code and sentence", async () => {
    const refused = phone.ask("settings.load");
    const { requestId } = connector.asked[0]!;
    answer({ type: "refused", requestId, code: "server.unreachable", sentence: "Not there." });
    await expect(refused).rejects.toMatchObject({ code: "server.unreachable", message: "Not there." });
  });

  it("is given up when nobody answers, and a late answer does no harm", async () => {
    const silent = phone.ask("settings.load");
    const { requestId } = connector.asked[0]!;
    jest.advanceTimersByTime(ANSWER_DEADLINE_MS);
    await expect(silent).rejects.toMatchObject({ code: "phone.no-answer" });
    expect(() => answer({ requestId })).not.toThrow();
  });

  it("is asked again, the same, once the connector can be spoken to", async () => {
    const answered = phone.ask("settings.load");
    answer({ v: 1, type: "messages.ready" });
    expect(connector.asked).toHaveLength(2);
    expect(connector.asked[1]).toEqual(connector.asked[0]);
    answer({ requestId: connector.asked[0]!.requestId, number: 1 });
    await expect(answered).resolves.toMatchObject({ number: 1 });
    answer({ v: 1, type: "messages.ready" });
    expect(connector.asked).toHaveLength(2);
  });

  it("is not asked at all while the computer is offline", async () => {
    const online = jest.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await expect(phone.ask("settings.load")).rejects.toMatchObject({ code: "browser.offline" });
    expect(connector.asked).toEqual([]);
    online.mockRestore();
  });

  it("is answered by the connector only: another component's message is none", async () => {
    const waiting = phone.ask("settings.load");
    const { requestId } = connector.asked[0]!;
    answer({ requestId, forged: true }, "COMPONENT");
    answer(null);
    answer(undefined);
    answer({ requestId, forged: false });
    await expect(waiting).resolves.toMatchObject({ forged: false });
  });

  it("is forgotten when its component goes away", () => {
    phone.ask("settings.load").catch(() => {});
    phone.close();
    expect(jest.getTimerCount()).toBe(0);
    expect(() => answer({ requestId: connector.asked[0]!.requestId })).not.toThrow();
  });
});
