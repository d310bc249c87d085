import { z } from "zod";
import { OrgFault } from "../http/fault.ts";
import type { Org } from "../org/org.ts";

/** ISO 8601 in UTC, as every sample writes it. */
const utc = z
  .string()
  .refine((text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z$/.test(text) && !Number.isNaN(Date.parse(text)), {
    message: "must be an ISO 8601 time in UTC (2026-01-31T12:00:00Z)",
  });
const key = z.string().min(1).max(255);
const text = z.string().max(255);
const seconds = z.number().int().min(0).max(2_147_483_647);
const origin = z.enum(["Preview", "Progressive", "Voicemail"]);
const milliseconds = z.number().int().nonnegative();

export const CreateBody = z
  .looseObject({
    callCenterApiName: key,
    vendorCallKey: key,
    to: text.min(1),
    from: text.min(1),
    initiationMethod: z.enum(["Inbound", "Transfer"], {
      error: "must be Inbound or Transfer; Outbound and Conference are not supported",
    }),
    startTime: utc,
    participants: z
      .array(z.looseObject({ participantKey: key, type: z.literal("END_USER") }))
      .min(1)
      .max(50),
    parentVoiceCallId: key.optional(),
    queue: text.optional(),
    callOrigin: origin.optional(),
    callAttributes: z.unknown().optional(),
    callSubtype: z.enum(["PSTN", "WebRTC"]).optional(),
  })
  .superRefine((body, context) => {
    const fault = (message: string): void => context.addIssue({ code: "custom", path: ["parentVoiceCallId"], message });
    if (body.initiationMethod === "Transfer" && body.parentVoiceCallId === undefined)
      fault("is required for a Transfer");
    if (body.initiationMethod === "Inbound" && body.parentVoiceCallId !== undefined)
      fault("must be absent on the first call");
  });
export type CreateBody = z.infer<typeof CreateBody>;

export const UpdateBody = z
  .looseObject({
    startTime: utc.optional(),
    endTime: utc.optional(),
    enqueueTime: utc.optional(),
    acceptTime: utc.optional(),
    fromNumber: text.optional(),
    toNumber: text.optional(),
    totalHoldDuration: seconds.optional(),
    longestHoldDuration: seconds.optional(),
    numberOfHolds: seconds.optional(),
    queue: text.optional(),
    agent: text.optional(),
    agentInteractionDuration: seconds.optional(),
    callOrigin: origin.optional(),
    recordingLocation: z.string().min(1).max(1_000, "must not be longer than 1,000 characters").optional(),
    totalRecordingDuration: seconds.optional(),
    callAttributes: z.unknown().optional(),
    isActiveCall: z.boolean().optional(),
    disconnectReason: z.looseObject({ value: text.min(1), isError: z.boolean() }).optional(),
    callCenterApiName: key.optional(),
    parentCallIdentifier: key.optional(),
    initiationMethod: z.string().max(40).optional(),
    callSubType: z.string().max(40).optional(),
  })
  .superRefine((body, context) => {
    if (body.totalRecordingDuration !== undefined && body.recordingLocation === undefined) {
      context.addIssue({
        code: "custom",
        path: ["recordingLocation"],
        message: "is required with totalRecordingDuration",
      });
    }
    if (
      body.startTime !== undefined &&
      body.endTime !== undefined &&
      Date.parse(body.endTime) < Date.parse(body.startTime)
    ) {
      context.addIssue({ code: "custom", path: ["endTime"], message: "lies before startTime" });
    }
  });
export type UpdateBody = z.infer<typeof UpdateBody>;

export const MessageBody = z
  .looseObject({
    participantId: key,
    messageId: key,
    startTime: milliseconds,
    endTime: milliseconds,
    content: z.string().min(1).max(100_000),
    senderType: z.enum(["END_USER", "HUMAN_AGENT", "VIRTUAL_AGENT", "SUPERVISOR", "EXTERNAL_USER"]),
  })
  .refine((message) => message.endTime >= message.startTime, { path: ["endTime"], message: "lies before startTime" });
export type MessageBody = z.infer<typeof MessageBody>;

export const BulkBody = z.looseObject({
  entries: z
    .array(
      z.looseObject({
        vendorCallKey: key,
        messages: z.array(z.unknown()).min(1).max(5, "takes at most 5 messages per voice call"),
      }),
    )
    .min(1)
    .max(5, "takes at most 5 voice calls per request"),
});

export const OmniFlowBody = z.looseObject({
  dialedNumber: text.min(1).optional(),
  flowDevName: text.min(1).optional(),
  fallbackQueue: text.min(1).optional(),
  flowInputParameters: z.union([z.string().max(32_000), z.record(z.string(), z.unknown())]).optional(),
});

const score = z.string().refine((value) => /^-?\d{1,4}(\.\d{1,2})?$/.test(value) && Math.abs(Number(value)) <= 1_000, {
  message: "must be a sentiment from -1000 to 1000 with at most 2 decimals, as a string",
});
const ascending = (events: { startTime: number }[]): boolean =>
  events.every((event, index) => index === 0 || event.startTime >= (events[index - 1]?.startTime ?? 0));
const participant = z.enum(["AGENT", "CUSTOMER"]);

export const RealtimeEventsBody = z.looseObject({
  service: text.min(1),
  persist: z.boolean().optional(),
  events: z
    .array(
      z.discriminatedUnion("type", [
        z.looseObject({
          type: z.literal("IntelligenceSignal__Category"),
          value: text.min(1),
          startTime: milliseconds,
          participant: participant.optional(),
        }),
        z.looseObject({
          type: z.literal("IntelligenceSignal__Sentiment"),
          value: score,
          startTime: milliseconds,
          participant,
        }),
      ]),
    )
    .min(1)
    .refine(ascending, { message: "must ascend by startTime" }),
});

export const PostCallEventsBody = z.looseObject({
  service: text.min(1),
  events: z
    .array(
      z.looseObject({
        type: z.enum(["IntelligenceSignal__Sentiment", "IntelligenceSignal__OverallSentimentScore"]),
        value: score,
        startTime: milliseconds,
        endTime: milliseconds,
        participant,
      }),
    )
    .min(1)
    .refine(ascending, { message: "must ascend by startTime" }),
});

/** Parses, or throws a 400 that names every fault; notes properties that no documentation knows. */
export function parseBody<T extends z.ZodType>(
  org: Org,
  schema: T,
  known: readonly string[],
  body: unknown,
): z.infer<T> {
  const result = schema.safeParse(body);
  if (!result.success) {
    const fields = result.error.issues.map((issue) => ({
      path: issue.path.join(".") || "(body)",
      message: issue.message,
    }));
    const first = fields[0];
    throw new OrgFault("voice.body-invalid", `${first?.path}: ${first?.message}.`, fields);
  }
  for (const name of Object.keys(body as object)) {
    if (!known.includes(name)) org.findings.note("voice-call.unknown-field", name);
  }
  return result.data;
}

export function keysOf(schema: z.ZodObject): string[] {
  return Object.keys(schema.shape);
}
