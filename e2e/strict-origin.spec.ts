import { expect, test } from "./support/fixtures.ts";
import { RecordingPlayer } from "./support/recording-player.ts";

// The published library decides by itself here: the console has a host name that it accepts, and no help of ours.
test.use({ strictOrigin: true });

test("under an accepted host name a call is taken without the local shim", async ({ agent, caller, product }) => {
  expect(agent.page.url()).toContain(product.addresses.console);
  await agent.talkTo(caller);
  await agent.endCall.click();
  await agent.finish.click();
  await expect(agent.finish).toBeHidden();
});

test("under an accepted host name, on https, the recording of a call plays", async ({ agent, caller, product }) => {
  await caller.calls();
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  await agent.endCall.click();
  const player = new RecordingPlayer(agent.page);
  expect(await player.address()).toContain(`${product.addresses.server}/v1/recordings/`);
  await player.play.click();
  await expect.poll(() => player.played(), { message: "the browser lets it sound" }).toBeGreaterThan(0);
});
