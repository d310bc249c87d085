import type {
  BulkTranscriptMessage,
  CreateVoiceCall,
  CreatedVoiceCall,
  RequestOptions,
  TranscriptMessage,
  TranscriptsAnswer,
  UpdateVoiceCall,
  VoiceApi,
} from "@partner-telephony/salesforce-voice";

/** Salesforce's voice API for tests of other things; the Salesforce lane itself is tested with the real client. */
export class RecordedVoiceApi implements Pick<
  VoiceApi,
  "createVoiceCall" | "updateVoiceCall" | "createTranscript" | "createTranscripts" | "clearRouting" | "close"
> {
  readonly created: CreateVoiceCall[] = [];
  readonly updated: { readonly id: string; readonly body: UpdateVoiceCall }[] = [];
  readonly cleared: string[] = [];
  readonly transcript: BulkTranscriptMessage[] = [];
  create: (body: CreateVoiceCall, options?: RequestOptions) => Promise<CreatedVoiceCall> = async (body) => ({
    voiceCallId: `0LQ${body.vendorCallKey.slice(0, 12)}`,
    errors: null,
    attempts: 1,
  });

  createVoiceCall(body: CreateVoiceCall, options?: RequestOptions): Promise<CreatedVoiceCall> {
    this.created.push(body);
    return this.create(body, options);
  }

  async updateVoiceCall(id: string, body: UpdateVoiceCall): Promise<void> {
    this.updated.push({ id, body });
  }

  async createTranscript(vendorCallKey: string, message: TranscriptMessage): Promise<void> {
    this.transcript.push({ vendorCallKey, ...message });
  }

  async createTranscripts(messages: readonly BulkTranscriptMessage[]): Promise<TranscriptsAnswer> {
    this.transcript.push(...messages);
    const accepted = { outcome: "accepted", retryable: false, detail: null } as const;
    const results = messages.map(({ vendorCallKey, messageId }) => ({ vendorCallKey, messageId, ...accepted }));
    return { results, requests: 1, stoppedBy: null };
  }

  async clearRouting(id: string): Promise<void> {
    this.cleared.push(id);
  }

  async close(): Promise<void> {}

  asVoiceApi(): VoiceApi {
    return this as unknown as VoiceApi;
  }
}
