/**
 * What is promised to Salesforce, per endpoint. Used by the client and shown in docs/salesforce-voice-api.md (a test keeps
 * both alike).
 */
export const endpoints = [
  "createVoiceCall",
  "updateVoiceCall",
  "createTranscript",
  "createTranscripts",
  "executeOmniFlow",
  "clearRouting",
  "realtimeConversationEvents",
  "postConversationEvents",
] as const;

export type Endpoint = (typeof endpoints)[number];
