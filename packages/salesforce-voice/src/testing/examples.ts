import type { BulkTranscriptMessage, CreateInboundCall, TranscriptMessage } from "../bodies.ts";
import { isVoiceApiError, type VoiceApiError } from "../errors.ts";
import { createVoiceApi, type VoiceApi, type VoiceApiOptions } from "../voice-api.ts";
import { privateKey } from "./stub-org.ts";

export const orgId = "00Dxx0000001gPL";
export const contactCenterName = "Fabrikam_Voice";
export const startTime = Date.UTC(2026, 10, 22, 9, 30, 0);

export const inbound: CreateInboundCall = {
  vendorCallKey: "4c6f0f2a-0f0e-4f6e-9d4f-5a2b0c9f7a11",
  to: "+18005550100",
  from: "+14155550123",
  initiationMethod: "Inbound",
  startTime,
};

export const utterance: TranscriptMessage = {
  participantId: `${inbound.vendorCallKey}END_USER`,
  messageId: "a8a1f0a8-67f1-4b8e-8a57-0a5d6f0f2b01",
  startTime,
  endTime: startTime + 1_500,
  content: "My router blinks.",
  senderType: "END_USER",
};

export function utterances(...keys: readonly string[]): BulkTranscriptMessage[] {
  return keys.map((vendorCallKey, index) => ({
    ...utterance,
    vendorCallKey,
    messageId: `message-${index}`,
    startTime: startTime + index,
  }));
}

export function voiceApi(origin: string, more: Partial<VoiceApiOptions> = {}): VoiceApi {
  const signingKey = async () => privateKey;
  return createVoiceApi({ origin, orgId, contactCenterName, signingKey, providerName: "fabrikam", ...more });
}

/** The failure of a request that must fail. */
export async function failureOf(request: Promise<unknown>): Promise<VoiceApiError> {
  const outcome = await request.then(
    () => "no failure",
    (failure: unknown) => failure,
  );
  if (isVoiceApiError(outcome)) return outcome;
  throw new Error(`expected a VoiceApiError, got ${String(outcome)}`);
}
