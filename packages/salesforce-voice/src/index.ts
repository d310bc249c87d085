export { createVoiceApi } from "./voice-api.ts";
export type { AttemptReport, RequestOptions, SigningKey, VoiceApi, VoiceApiOptions } from "./voice-api.ts";
export type * from "./bodies.ts";
export { errorTable, isVoiceApiError, SalesforceVoiceError } from "./errors.ts";
export type { FieldFault, VoiceApiError, VoiceApiErrorCode, VoiceApiErrorFields } from "./errors.ts";
export { endpoints } from "./retry-rules.ts";
export type { Endpoint } from "./retry-rules.ts";
