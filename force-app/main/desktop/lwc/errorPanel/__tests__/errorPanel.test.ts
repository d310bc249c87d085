import { createElement } from "lwc";
import ErrorPanel from "c/errorPanel";

interface Panel extends HTMLElement {
  error?: unknown;
  retryable: boolean;
}

const shown = async (error: unknown, retryable = false): Promise<Panel> => {
  const panel = createElement("c-error-panel", { is: ErrorPanel }) as unknown as Panel;
  panel.error = error;
  panel.retryable = retryable;
  document.body.appendChild(panel);
  await Promise.resolve();
  return panel;
};
const find = (panel: Panel, selector: string): HTMLElement | null => panel.shadowRoot!.querySelector(selector);

describe("the error panel", () => {
  afterEach(() => document.body.replaceChildren());

  it("is not there when nothing went wrong", async () => {
    const panel = await shown(undefined);
    expect(find(panel, "[role=alert]")).toBeNull();
    await expect(panel).toBeAccessible();
  });

  it("is announced, with a sentence for the person and a code for the admin", async () => {
    const panel = await shown({ body: { message: '{"code":"preview.unknown","message":"It is gone."}' } });
    expect(find(panel, "[role=alert] [data-sentence]")?.textContent).toBe("It is gone.");
    expect(find(panel, "[data-code]")?.textContent).toBe("c.ErrorCode");
    await expect(panel).toBeAccessible();
  });

  it("is announced again when the same goes wrong again: a line that stays is not read out", async () => {
    const panel = await shown(new Error("Not saved."));
    const line = find(panel, "li");
    panel.error = new Error("Not saved.");
    await Promise.resolve();
    expect(find(panel, "[role=alert] [data-sentence]")?.textContent).toBe("Not saved.");
    expect(find(panel, "li")).not.toBe(line);
    await expect(panel).toBeAccessible();
  });

  it("shows every sentence", async () => {
    const panel = await shown({ body: [{ message: "one" }, { message: "two" }] });
    expect(panel.shadowRoot!.querySelectorAll("li")).toHaveLength(2);
    expect(find(panel, "[data-code]")).toBeNull();
  });

  it("offers to try again only where that helps, and says so to its owner", async () => {
    expect(find(await shown("broken"), "button")).toBeNull();
    const panel = await shown("broken", true);
    const retried = jest.fn();
    panel.addEventListener("retry", retried);
    find(panel, "button")!.click();
    expect(retried).toHaveBeenCalledTimes(1);
    await expect(panel).toBeAccessible();
  });
});
