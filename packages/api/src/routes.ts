import type { z } from "zod";
import * as agentSettings from "./agent-settings.ts";
import * as agent from "./agent-view.ts";
import * as calls from "./call-view.ts";
import * as commands from "./commands.ts";
import * as management from "./management.ts";
import * as messages from "./messages.ts";
import { providerManagementRoutes } from "./provider-management.ts";
import * as practice from "./practice.ts";
import * as recording from "./recording.ts";
import * as sessions from "./sessions.ts";
import * as telephony from "./telephony.ts";
import * as transcript from "./transcript.ts";
import { z as zod } from "zod";

/**
 * Who may ask. `agent`: bearer of a session; `management`, `operator`: bearer credentials; `webhook`: HMAC signature;
 * `signedUrl`: whoever holds an address that the server has signed, until it expires.
 */
export type Principal = "none" | "agent" | "refreshCookie" | "management" | "operator" | "webhook" | "signedUrl";

export interface Route {
  readonly operationId: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** Any of these may ask. */
  readonly principals: readonly Principal[];
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Absent: the server's own, 256 KB. */
  readonly bodyLimitBytes?: number;
  readonly status: number;
  readonly answer?: z.ZodType;
  /** The answer is a file of one of these types, whole or the range that was asked for (206). */
  readonly file?: readonly string[];
  readonly summary: string;
}

const callList = zod.object({ calls: zod.array(calls.CallView) });

/** Every route of the integration server. The server mounts exactly these; OpenAPI and the tests that walk all routes read them. */
export const serverRoutes = [
  {
    operationId: "getHealth",
    method: "GET",
    path: "/v1/health",
    principals: ["none"],
    status: 200,
    answer: management.Health,
    summary: "Is the server up",
  },
  {
    operationId: "createSession",
    method: "POST",
    path: "/v1/sessions",
    principals: ["none"],
    body: sessions.SessionProof,
    status: 201,
    answer: sessions.SessionView,
    summary: "Log an agent in",
  },
  {
    operationId: "refreshSession",
    method: "POST",
    path: "/v1/sessions/current/refresh",
    principals: ["refreshCookie"],
    status: 200,
    answer: sessions.SessionView,
    summary: "A fresh bearer for the refresh cookie",
  },
  {
    operationId: "endSession",
    method: "DELETE",
    path: "/v1/sessions/current",
    principals: ["agent"],
    status: 204,
    summary: "Log the agent out",
  },
  {
    operationId: "getCurrentAgent",
    method: "GET",
    path: "/v1/agents/current",
    principals: ["agent"],
    status: 200,
    answer: agent.AgentView,
    summary: "The agent of this session",
  },
  {
    operationId: "commandCurrentAgent",
    method: "POST",
    path: "/v1/agents/current/commands",
    principals: ["agent"],
    body: commands.AgentCommandBody,
    status: 200,
    answer: agent.AgentView,
    summary: "Set presence or phone",
  },
  {
    operationId: "getAgentSettings",
    method: "GET",
    path: "/v1/agents/current/settings",
    principals: ["agent"],
    status: 200,
    answer: agentSettings.AgentSettingsView,
    summary: "Caller ID and queue of the agent's outbound calls, and what may be chosen",
  },
  {
    operationId: "putAgentSettings",
    method: "PUT",
    path: "/v1/agents/current/settings",
    principals: ["agent"],
    body: agentSettings.AgentSettings,
    status: 200,
    answer: agentSettings.AgentSettingsView,
    summary: "Choose caller ID and queue of the agent's outbound calls",
  },
  {
    operationId: "listCalls",
    method: "GET",
    path: "/v1/calls",
    principals: ["agent", "operator"],
    status: 200,
    answer: callList,
    summary: "Calls that are not ended: the agent's own, or all for the operator",
  },
  {
    operationId: "dial",
    method: "POST",
    path: "/v1/calls",
    principals: ["agent"],
    body: commands.DialBody,
    status: 202,
    answer: commands.CommandAccepted,
    summary: "Dial",
  },
  {
    operationId: "getCall",
    method: "GET",
    path: "/v1/calls/:callId",
    principals: ["agent", "operator"],
    status: 200,
    answer: calls.CallView,
    summary: "One call",
  },
  {
    operationId: "getCallEvents",
    method: "GET",
    path: "/v1/calls/:callId/events",
    principals: ["operator"],
    status: 200,
    answer: practice.CallLog,
    summary: "The call's log",
  },
  {
    operationId: "commandCall",
    method: "POST",
    path: "/v1/calls/:callId/commands",
    principals: ["agent"],
    body: commands.CallCommandBody,
    status: 202,
    answer: commands.CommandAccepted,
    summary: "What an agent wants of a call",
  },
  {
    operationId: "storeTelephonyFact",
    method: "POST",
    path: "/v1/telephony-facts",
    principals: ["webhook"],
    body: telephony.TelephonyFact,
    status: 200,
    answer: telephony.FactStored,
    summary: "What has happened in the telephony system",
  },
  {
    operationId: "storeUtterance",
    method: "POST",
    path: "/v1/calls/:callId/utterances",
    principals: ["webhook"],
    body: transcript.UtteranceBody,
    status: 200,
    answer: transcript.UtteranceTaken,
    summary: "What somebody on the call has said",
  },
  {
    operationId: "offerRecording",
    method: "POST",
    path: "/v1/calls/:callId/recordings",
    principals: ["webhook"],
    body: recording.RecordingBody,
    status: 200,
    answer: recording.RecordingTaken,
    summary: "The call's recording can be fetched, or there is none",
  },
  {
    operationId: "signRecordingUrl",
    method: "GET",
    path: "/v1/recording-urls",
    principals: ["agent"],
    query: recording.RecordingUrlQuery,
    status: 200,
    answer: recording.SignedRecordingUrl,
    summary: "An address that plays a recording until it expires",
  },
  {
    operationId: "playRecording",
    method: "GET",
    path: "/v1/recordings/:callId",
    principals: ["signedUrl"],
    query: recording.SignedUrlQuery,
    status: 200,
    file: recording.RecordingMediaType.options,
    summary: "The recording of a call",
  },
  {
    operationId: "storeTelephonyMessage",
    method: "POST",
    path: "/v1/calls/:callId/telephony-messages",
    principals: ["webhook"],
    body: messages.MessageBody,
    status: 200,
    answer: messages.MessageTaken,
    summary: "What the telephony system says to components on the page of a call",
  },
  {
    operationId: "sendMessage",
    method: "POST",
    path: "/v1/calls/:callId/messages",
    principals: ["agent"],
    body: messages.MessageBody,
    status: 202,
    answer: messages.MessageTaken,
    summary: "What a component on the page of a call says to the telephony system",
  },
  {
    operationId: "listMessages",
    method: "GET",
    path: "/v1/calls/:callId/messages",
    principals: ["agent", "operator"],
    status: 200,
    answer: messages.CallMessages,
    summary: "Messages of a call in both directions, oldest first",
  },
  {
    operationId: "getSigningCertificate",
    method: "GET",
    path: "/v1/signing-certificate",
    principals: ["management"],
    status: 200,
    answer: management.SigningCertificate,
    summary: "The installation's certificate",
  },
  {
    operationId: "putContactCenter",
    method: "PUT",
    path: "/v1/contact-centers/:orgId/:contactCenter",
    principals: ["management"],
    body: management.ContactCenterBody,
    status: 200,
    answer: management.ContactCenterView,
    summary: "Create or change a contact center",
  },
  {
    operationId: "putAgent",
    method: "PUT",
    path: "/v1/contact-centers/:orgId/:contactCenter/agents/:username",
    principals: ["management"],
    body: management.AgentBody,
    status: 200,
    answer: management.AgentCreated,
    summary: "Create or change an agent",
  },
  ...providerManagementRoutes,
] as const satisfies readonly Route[];

/** Every route of the practice switch. `practice` routes are open on loopback only and exist in no real telephony system. */
export const switchRoutes = [
  {
    operationId: "getHealth",
    method: "GET",
    path: "/v1/health",
    principals: ["none"],
    status: 200,
    summary: "Is the switch up",
  },
  {
    operationId: "request",
    method: "POST",
    path: "/v1/requests",
    principals: ["management"],
    body: telephony.TelephonyRequestBody,
    status: 202,
    answer: telephony.TelephonyRequestAccepted,
    summary: "What the server asks",
  },
  {
    operationId: "downloadRecording",
    method: "GET",
    path: "/v1/recordings/:recordingId",
    principals: ["management"],
    status: 200,
    file: ["audio/wav"],
    summary: "A recording that was offered to the server",
  },
  {
    operationId: "message",
    method: "POST",
    path: "/v1/calls/:callId/messages",
    principals: ["management"],
    body: messages.MessageBody,
    status: 202,
    answer: messages.MessageTaken,
    summary: "What a component on an agent's page says",
  },
  {
    operationId: "startInboundCall",
    method: "POST",
    path: "/v1/practice/inbound-calls",
    principals: ["operator"],
    body: practice.InboundCallBody,
    status: 201,
    answer: practice.InboundCallStarted,
    summary: "Somebody calls",
  },
  {
    operationId: "listCalls",
    method: "GET",
    path: "/v1/practice/calls",
    principals: ["operator"],
    status: 200,
    answer: practice.SwitchCalls,
    summary: "Calls as the switch has them",
  },
  {
    operationId: "actAtFarEnd",
    method: "POST",
    path: "/v1/practice/legs/:legId/acts",
    principals: ["operator"],
    body: practice.FarEndAct,
    status: 202,
    summary: "What a person at the far end does",
  },
  {
    operationId: "say",
    method: "POST",
    path: "/v1/practice/calls/:callId/utterances",
    principals: ["operator"],
    body: practice.SayBody,
    status: 202,
    answer: practice.Said,
    summary: "Somebody on the call says something",
  },
  {
    operationId: "sendMessage",
    method: "POST",
    path: "/v1/practice/calls/:callId/messages",
    principals: ["operator"],
    body: practice.PracticeMessageBody,
    status: 202,
    answer: practice.PracticeMessageSent,
    summary: "The telephony system says something to components on the agent's page",
  },
  {
    operationId: "listMessages",
    method: "GET",
    path: "/v1/practice/calls/:callId/messages",
    principals: ["operator"],
    status: 200,
    answer: practice.SwitchMessages,
    summary: "Messages of a call as the switch has them, oldest first",
  },
  {
    operationId: "getRecording",
    method: "GET",
    path: "/v1/practice/calls/:callId/recording",
    principals: ["operator"],
    status: 200,
    answer: practice.SwitchRecording,
    summary: "Whether a call is being recorded, and its file once it has ended",
  },
] as const satisfies readonly Route[];
