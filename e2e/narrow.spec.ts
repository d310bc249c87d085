import { expect, test } from "./support/fixtures.ts";
import { violationsOf } from "./support/axe.ts";
import { cutIn } from "./support/cut.ts";
import type { ConsolePage } from "./support/console-page.ts";
import { Org } from "./support/org.ts";

/** Widths of a utility in a console, and of its pop-out: long names and long sentences are there to be read. */
const LONG_NAME = "Donaudampfschifffahrtsgesellschaftskapitänin Maximiliane von Hohenstein";
const LONG_SENTENCE =
  "Ihre Telefonanlage unterstützt das Halten von Gesprächen nicht; wenden Sie sich an die Rechtsschutzversicherungsgesellschaft.";
test.use({
  settings: { switch: { PT_SWITCH_UNSUPPORTED: "mute" } },
  definition: {
    name: "Oberammergauer Passionsspielhausverwaltung",
    records: [],
    contacts: [
      {
        name: LONG_NAME,
        phone: "+14155550101",
        phoneExtension: "20477",
        email: "maximiliane.von.und.zu@passionsspielhausverwaltung.example",
      },
    ],
    cases: [
      { subject: "Die Rindfleischetikettierungsüberwachungsaufgabenübertragung bleibt stehen", contact: LONG_NAME },
    ],
    presenceStatuses: [
      { name: "Available for Voice", hasChannels: true },
      { name: "Besprechung mit der Geschäftsführung im Hauptgebäude", hasChannels: false },
    ],
  },
});

async function looks(agent: ConsolePage, state: string): Promise<void> {
  await test.step(state, async () => {
    expect.soft(await cutIn(agent.page), `${state}: cut`).toEqual([]);
    expect.soft(await violationsOf(agent.page), `${state}: axe`).toEqual([]);
    const folder = process.env["PT_SCREENSHOTS"];
    if (folder) await agent.page.screenshot({ path: `${folder}/${agent.page.viewportSize()!.width}-${state}.png` });
  });
}

for (const width of [280, 340])
  test(`nothing is cut at ${width} px, and axe finds nothing, in any state of the console`, async ({
    agent,
    caller,
    product,
  }) => {
    test.setTimeout(120_000);
    await new Org(product).setLabels({ "c.PhoneRequestUnsupported": LONG_SENTENCE });
    await agent.page.setViewportSize({ width, height: 760 });
    await agent.open(width);
    await expect(agent.numberToCall).toBeVisible();
    await looks(agent, "idle with dial pad");
    await agent.numberToCall.fill("+49 89 1234567890123456");
    await looks(agent, "number typed");
    await agent.statusMenu.click();
    await looks(agent, "status menu");
    await agent.page.keyboard.press("Escape");

    await agent.minimize();
    await looks(agent, "voice calls");
    await agent.show("Contacts");
    await looks(agent, "contacts");
    await agent.show(LONG_NAME);
    await looks(agent, "contact page");
    await agent.show("Cases");
    await looks(agent, "cases");
    await agent.show("00000001");
    await looks(agent, "case page");
    await agent.minimize();

    const call = await caller.calls("+14155550101", { callerName: LONG_NAME });
    await expect(agent.acceptCall).toBeVisible();
    await looks(agent, "ringing");
    await agent.acceptCall.focus();
    await agent.page.keyboard.press("Enter");
    await expect(agent.control("Hold")).toBeVisible();
    await looks(agent, "connected");
    await agent.control("Keypad").click();
    await looks(agent, "keypad");
    await agent.control("Mute").click();
    await expect(agent.page.getByText(LONG_SENTENCE)).toBeVisible();
    await looks(agent, "error");
    await agent.control("Hold").focus();
    await agent.page.keyboard.press("Space");
    await expect(agent.control("Resume")).toBeVisible();
    await agent.control("Pause recording").click();
    await expect(agent.control("Resume recording")).toBeVisible();
    await looks(agent, "held");
    await agent.endCall.focus();
    await agent.page.keyboard.press("Enter");
    await expect(agent.finish).toBeVisible();
    await looks(agent, "after conversation work");
    await agent.minimize();
    await expect(agent.page.getByRole("heading", { name: /^VC-/ })).toBeVisible();
    await looks(agent, "voice call page");
    await agent.minimize();
    void call;
  });
