import { expect, type Locator, type Page } from "@playwright/test";

/** The recording component of the record page in front, used as a person uses it. */
export class RecordingPlayer {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get region(): Locator {
    return this.page.getByRole("region", { name: "Call Recording" });
  }
  get play(): Locator {
    return this.region.getByRole("button", { name: "Play recording" });
  }
  get pause(): Locator {
    return this.region.getByRole("button", { name: "Pause playback" });
  }
  get forward(): Locator {
    return this.region.getByRole("button", { name: "Forward 10 seconds" });
  }
  get back(): Locator {
    return this.region.getByRole("button", { name: "Back 10 seconds" });
  }
  get position(): Locator {
    return this.region.getByRole("slider", { name: "Position in the recording" });
  }
  get speed(): Locator {
    return this.region.getByRole("combobox", { name: "Playback speed" });
  }
  get tryAgain(): Locator {
    return this.region.getByRole("button", { name: "Try again" });
  }

  /** The signed address that it would play from now. */
  async address(): Promise<string> {
    await expect(this.play).toBeVisible({ timeout: 15_000 });
    return (await this.region.locator("audio").getAttribute("src"))!;
  }

  /** How far the element itself has played, in seconds. */
  played(): Promise<number> {
    return this.region.locator("audio").evaluate((element) => (element as HTMLAudioElement).currentTime);
  }
}
