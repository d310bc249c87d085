import type {
  CreateVoiceCall,
  CreatedVoiceCall,
  RequestOptions,
  UpdateVoiceCall,
  VoiceApi,
} from "@partner-telephony/salesforce-voice";

/** Salesforce's voice API for tests of other things; the Salesforce lane itself is tested with the real client. */
export class RecordedVoiceApi implements Pick<
  VoiceApi,
  "createVoiceCall" | "updateVoiceCall" | "clearRouting" | "close"
> {
  readonly created: CreateVoiceCall[] = [];
  readonly updated: { readonly id: string; readonly body: UpdateVoiceCall }[] = [];
  readonly cleared: string[] = [];
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

  async clearRouting(id: string): Promise<void> {
    this.cleared.push(id);
  }

  async close(): Promise<void> {}

  asVoiceApi(): VoiceApi {
    return this as unknown as VoiceApi;
  }
}
