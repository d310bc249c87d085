import type { Refusal, RefusalCode } from "./refusal.ts";
import type { Outcome } from "./situation.ts";

export const refuse = (code: RefusalCode, detail: Refusal["detail"] = {}): Refusal => ({ refused: true, code, detail });

export const isRefusal = (answer: Refusal | Outcome): answer is Refusal => "refused" in answer;
