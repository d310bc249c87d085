import type { VoiceApi, VoiceApiError } from "@partner-telephony/salesforce-voice";
import type { SigningKeys } from "./signing-keys.ts";

/** The key that signs, three that wait and the installation's, and one more in which another request has moved on. */
const MOST_TRIES = 6;

const isRefusedToken = (error: unknown): boolean =>
  (error as Partial<VoiceApiError> | null)?.code === "salesforce.unauthorized";

/**
 * A request whose token is refused is sent again with the next key that Salesforce may have taken: a refused token had no
 * effect. The batch of transcripts does not reject; it is sent again by its lane, with the next key.
 */
export function withSigningKeys(api: VoiceApi, keys: SigningKeys): VoiceApi {
  const moveOn = async (refused: string | null): Promise<boolean> => {
    const again = await keys.moveOn(refused);
    api.forgetToken();
    return again;
  };
  /** What Salesforce has done stands, should the store fail now: the key is kept after the next request. */
  const keep = (used: string | null): Promise<void> => keys.accepted(used).catch(() => undefined);
  const trying =
    <Args extends unknown[], Answer>(request: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      for (let attempt = 1; ; attempt += 1) {
        // Read before: while this request is under way another one may have moved on.
        const used = keys.active;
        let answer: Answer;
        try {
          answer = await request(...args);
        } catch (error) {
          if (attempt < MOST_TRIES && isRefusedToken(error) && (await moveOn(used))) continue;
          throw error;
        }
        await keep(used);
        return answer;
      }
    };
  return {
    createVoiceCall: trying(api.createVoiceCall),
    updateVoiceCall: trying(api.updateVoiceCall),
    createTranscript: trying(api.createTranscript),
    executeOmniFlow: trying(api.executeOmniFlow),
    clearRouting: trying(api.clearRouting),
    realtimeConversationEvents: trying(api.realtimeConversationEvents),
    postConversationEvents: trying(api.postConversationEvents),
    async createTranscripts(...args) {
      const used = keys.active;
      const answer = await api.createTranscripts(...args);
      if (isRefusedToken(answer.stoppedBy)) await moveOn(used);
      else if (answer.stoppedBy === null) await keep(used);
      return answer;
    },
    forgetToken: () => api.forgetToken(),
    close: () => api.close(),
  };
}
