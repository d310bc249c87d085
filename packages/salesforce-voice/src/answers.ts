import type { CreatedVoiceCall, OmniFlowTarget } from "./bodies.ts";
import { blankPersonalData } from "./blank-personal-data.ts";
import { detailOf, error } from "./classify.ts";
import type { VoiceApiError } from "./errors.ts";
import type { Answer } from "./exchange.ts";
import { isObject } from "./fields.ts";

/** `errors` is an empty list, or one text when the record was made in spite of failing triggers, flows or rules. */
export function readCreated(answer: Answer): Omit<CreatedVoiceCall, "attempts"> {
  const { voiceCallId, errors } = isObject(answer.body) ? answer.body : {};
  if (typeof voiceCallId !== "string" || !/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(voiceCallId)) {
    const given = { endpoint: "createVoiceCall", status: answer.status, mayHaveHappened: true } as const;
    throw error("salesforce.malformed-answer", { ...given, detail: detailOf(answer.body) });
  }
  const words = Array.isArray(errors) ? errors.map(String).join("; ") : typeof errors === "string" ? errors : "";
  return { voiceCallId, errors: words.trim() === "" ? null : blankPersonalData(words) };
}

export function readOmniFlow(answer: Answer): OmniFlowTarget {
  const failed = readOmniFlowRefusal(answer);
  if (failed !== null) throw failed;
  const { agent, queue } = isObject(answer.body) ? answer.body : {};
  const target = { agent: idOrNull(agent), queue: idOrNull(queue) };
  if (target.agent === null && target.queue === null) {
    const given = { endpoint: "executeOmniFlow", status: answer.status, mayHaveHappened: true } as const;
    throw error("salesforce.malformed-answer", { ...given, detail: detailOf(answer.body) });
  }
  return target;
}

/** `errors` says that flow or routing failed. The status of that answer is unconfirmed: any but the ones with a meaning. */
export function readOmniFlowRefusal(answer: Answer): VoiceApiError | null {
  const errors = isObject(answer.body) ? answer.body.errors : undefined;
  const spoken = [401, 403, 404, 429].includes(answer.status) || answer.status >= 500;
  if (spoken || !Array.isArray(errors) || errors.length === 0) return null;
  const given = { endpoint: "executeOmniFlow", status: answer.status, mayHaveHappened: true } as const;
  return error("salesforce.routing-failed", { ...given, detail: detailOf(errors) });
}

function idOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
