/**
 * Spoiled entries that change nothing anybody could notice, and why. Everything else has to be caught.
 * An entry that stops existing, or that is caught after all, has to leave this list.
 */
export const equivalent: Readonly<Record<string, string>> = {
  "accept (callbackToDial): allow while connected":
    "the row counts only while the callback's customer is not on the line",
  "accept (callbackToDial): allow while afterConversationWork": "as above",
  "accept (callbackToDial): allow while ended": "as above",
  "decline (callbackToDial): allow while connected": "as above",
  "decline (callbackToDial): allow while afterConversationWork": "as above",
  "decline (callbackToDial): allow while ended": "as above",
  "listenIn: allow while waiting": "no agent talks in a waiting call: agentToSupervise refuses with the same code",
  "legResumed: allow while the leg is ringing": "only a connected leg is held",
  "legResumed: allow while the leg is ended": "hold ends with the leg",
  "legUnmuted: allow while the leg is ringing": "only a connected leg is muted",
  "legUnmuted: allow while the leg is ended": "mute ends with the leg",
  "agent on call, offerEnded: goes to joining": "the leg ends in the same decision and takes the agent to done",
};
