import type { Page } from "@playwright/test";

/**
 * What a person cannot read because it does not fit: the page scrolls sideways, or text runs out of its box or out of the
 * window. Tables and the row of tabs scroll in boxes of their own, which the keyboard reaches.
 */
export async function cutIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page scrolls sideways: ${root.scrollWidth} px`);
    const ownScroll = ".slds-assistive-text, .console-table, .console-tabs__list, [aria-hidden=true], svg";
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isSeen = box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true });
      if (!isSeen || element.closest(ownScroll) !== null) continue;
      const words = (element.textContent ?? "").trim().slice(0, 60);
      const name = `${element.tagName.toLowerCase()}.${element.className} "${words}"`;
      if (box.right > root.clientWidth + 1 || box.left < -1)
        found.push(`${name} leaves the window: ${box.left} to ${box.right}`);
      const clips = (overflow: string) => overflow === "hidden" || overflow === "clip";
      if (clips(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
        found.push(`${name} is cut: ${element.scrollWidth} px in ${element.clientWidth} px`);
      if (clips(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
        found.push(`${name} is cut: ${element.scrollHeight} px in a height of ${element.clientHeight} px`);
    }
    return found;
  });
}
