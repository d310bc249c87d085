import type { RefusalCode } from "@partner-telephony/calls";

/** What a problem looks like to whoever reads it. `{name}` in a sentence is filled from the facts of the case. */
export interface ProblemRow {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

const row = (status: number, title: string, detail: string): ProblemRow => ({ status, title, detail });

/** Every refusal of the model has a row here; leaving one out does not compile. */
const refusals: Record<RefusalCode, ProblemRow> = {
  "call.unknown": row(
    404,
    "Unknown call",
    "There is no call with this id in your contact center. Read the list of calls again.",
  ),
  "call.ended": row(
    409,
    "Call has ended",
    "The call has ended, so nothing more can be asked of it. Read the call again.",
  ),
  "call.wrong-state": row(
    409,
    "Call is in another state",
    "The call is in a state in which this cannot be done. Read the call again.",
  ),
  "call.not-yours": row(409, "Not your call", "You are not connected to this call, so you cannot change it."),
  "call.already-exists": row(
    409,
    "Call exists already",
    "A call with this id exists already. Make a new id for a new call.",
  ),
  "leg.unknown": row(404, "Unknown leg", "The call has no leg with this id. Read the call again."),
  "leg.wrong-state": row(
    409,
    "Leg is in another state",
    "This leg is in a state in which this cannot be done. Read the call again.",
  ),
  "request.pending": row(
    409,
    "Still under way",
    "The same thing has been asked already and is still under way. Wait for its signal.",
  ),
  "recording.off": row(
    409,
    "Call is not recorded",
    "The call is not being recorded, so recording cannot be paused or resumed.",
  ),
  "participants.too-many": row(
    409,
    "Too many participants",
    "The call has as many participants as it can have. Remove one first.",
  ),
  "participants.too-few": row(
    409,
    "Too few participants",
    "The call has too few participants for this. Add one first.",
  ),
  "agent.unknown": row(404, "Unknown agent", "There is no agent with this id in your contact center."),
  "agent.busy": row(409, "Agent is busy", "The agent has a call already. Try again when the agent is free."),
  "agent.offline": row(
    409,
    "Agent is offline",
    "The agent is offline. Set a presence status that is not offline first.",
  ),
  "agent.no-capacity": row(
    409,
    "No capacity left",
    "The agent has no capacity left for another call. End or wrap up one first.",
  ),
  "session.superseded": row(
    409,
    "Console open elsewhere",
    "A newer console session of this agent has taken over. Go on in the newest window, or reload this one to take over.",
  ),
  "supervision.own-call": row(
    409,
    "Your own call",
    "You take part in this call as an agent, so you cannot listen in to it.",
  ),
  "supervision.not-supervising": row(
    409,
    "Not listening in",
    "You are not listening in to this call. Listen in first.",
  ),
};

const shape = {
  "request.malformed": row(
    400,
    "Not an HTTP request",
    "The request could not be read as HTTP. Check the client that sent it.",
  ),
  "path.malformed": row(400, "Malformed path", "The path could not be decoded. Check its percent-encoding."),
  "path.invalid": row(400, "Path does not fit", "A part of the path has the wrong shape; fields says which."),
  "query.invalid": row(
    400,
    "Query does not fit",
    "What follows the question mark of the address has the wrong shape; fields says where and why.",
  ),
  "body.malformed": row(400, "Malformed JSON", "The body is not valid JSON in UTF-8. Check it with a JSON validator."),
  "body.invalid": row(400, "Body does not fit", "The body has the wrong shape; fields says where and why."),
  "idempotency.missing-key": row(
    400,
    "Idempotency-Key is missing",
    "Send the header Idempotency-Key with a new UUID, and the same one when you repeat the request.",
  ),
  "idempotency.malformed-key": row(
    400,
    "Idempotency-Key is no UUID",
    "Send the header Idempotency-Key with a lower-case UUIDv4.",
  ),
  "session.missing-epoch": row(
    400,
    "Console session is not named",
    "Send the header pt-session-epoch with the epoch that the socket's welcome frame gave.",
  ),
  "socket.upgrade-required": row(
    426,
    "Socket only",
    "This address is a WebSocket with subprotocol pt.v1. Connect with a WebSocket client.",
  ),
  "socket.wrong-subprotocol": row(400, "Wrong subprotocol", "Ask for the WebSocket subprotocol pt.v1."),
  "frame.malformed": row(
    400,
    "Malformed frame",
    "The frame is no JSON text of the agreed shape and at most 16 KB; fields says where.",
  ),
  "frame.not-expected": row(
    400,
    "Frame out of turn",
    "The first frame must be hello, hello is said once, and only a courier answers. Open a new socket.",
  ),
  "header.too-large": row(431, "Headers too large", "The headers are larger than 16 KB. Send fewer or shorter ones."),
  "body.too-large": row(
    413,
    "Body too large",
    "The body is larger than this address takes (256 KB; users in Setup 4 MB). Send less at once.",
  ),
  "body.unsupported-media-type": row(415, "Unsupported media type", "Send the body as application/json."),
  "request.timed-out": row(408, "Request took too long", "The request did not arrive whole in time. Send it again."),
} as const satisfies Record<string, ProblemRow>;

const access = {
  "session.required": row(401, "Log in first", "Send the header Authorization with the bearer of a session."),
  "session.invalid": row(
    401,
    "Session is not valid",
    "This bearer belongs to no session, or the session was ended. Log in again.",
  ),
  "session.expired": row(401, "Session has expired", "The bearer has expired. Refresh the session, then try again."),
  "session.silent": row(
    409,
    "Console session was released",
    "Nothing was heard from this console session for 3 seconds, so the agent was released. Open the socket again and say hello.",
  ),
  "session.not-supervisor": row(
    403,
    "Supervisors only",
    "Only a supervisor may do this. Ask your admin to make you a supervisor.",
  ),
  "sessions.wrong-proof": row(
    401,
    "Log-in failed",
    "Username and password do not belong together. Check both and try again.",
  ),
  "sessions.too-many-attempts": row(
    429,
    "Too many attempts",
    "Too many log-ins have failed. Wait {seconds} seconds, then try again.",
  ),
  "sessions.refresh-missing": row(
    401,
    "Log in first",
    "The refresh cookie is missing. Log in, and allow this site's cookies in the frame.",
  ),
  "sessions.refresh-invalid": row(401, "Log in again", "The refresh cookie is unknown or has expired. Log in again."),
  "sessions.refresh-reused": row(
    401,
    "Log in again",
    "This refresh cookie was used before, so it may have been copied and the session was ended. Log in again.",
  ),
  "credential.required": row(
    401,
    "Credential is missing",
    "Send the header Authorization with this installation's credential as bearer.",
  ),
  "credential.invalid": row(
    401,
    "Wrong credential",
    "This is not the credential that this address asks for. Compare it with the server's settings.",
  ),
  "webhook.signature-missing": row(
    401,
    "Signature is missing",
    "Sign the body with the webhook secret and send the header pt-signature.",
  ),
  "webhook.wrong-signature": row(
    401,
    "Wrong signature",
    "The signature does not belong to this body. Compare PT_WEBHOOK_SECRET on both sides and sign the raw bytes.",
  ),
  "webhook.stale-signature": row(
    401,
    "Signature is too old",
    "The signature's time differs from ours by more than 5 minutes. Set both clocks, and sign each attempt anew.",
  ),
  "origin.not-allowed": row(
    403,
    "Origin is not allowed",
    "Add the page's origin to PT_ALLOWED_ORIGINS and restart the server.",
  ),
} as const satisfies Record<string, ProblemRow>;

const meaning = {
  "route.unknown": row(
    404,
    "Unknown address",
    "There is nothing at this address. See docs/openapi.json for what there is.",
  ),
  "method.not-allowed": row(
    405,
    "Method not allowed",
    "This address does not take this method; the header Allow says which it takes.",
  ),
  "contact-center.unknown": row(
    404,
    "Unknown contact center",
    "There is no such contact center here. Create it first.",
  ),
  "contact-center.insecure-url": row(
    422,
    "URL is not safe",
    "scrtUrl must start with https, or with http on this computer only.",
  ),
  "tenant.not-chosen": row(
    409,
    "Contact center is not chosen",
    "This credential names no contact center, and there is not exactly one. Set PT_DEFAULT_CONTACT_CENTER or use a scoped credential.",
  ),
  "number.invalid": row(
    422,
    "No phone number",
    "This is no phone number that can be dialed. Write it with + and country code, or set the contact center's default country.",
  ),
  "queue.unknown": row(
    422,
    "Unknown queue",
    "The contact center has no queue with this id. Read the contact center's queues again.",
  ),
  "settings.caller-id-unknown": row(
    422,
    "Unknown caller ID",
    "The contact center has no such number to show. Read the settings again and choose one of its numbers.",
  ),
  "idempotency.different-body": row(
    422,
    "Idempotency-Key was used before",
    "This Idempotency-Key was sent with another request before. Make a new key for a new request.",
  ),
} as const satisfies Record<string, ProblemRow>;

/** What Setup hears through the package. */
const setup = {
  "connection.other-org": row(
    403,
    "Credential of another org",
    "This credential was not issued for this org. Use the credential that your telephony provider gave you for it.",
  ),
  "users.repeated": row(
    422,
    "User is named twice",
    "Two users of the batch are the same, or have the same username. Name each once; nothing was changed.",
  ),
  "users.username-taken": row(
    409,
    "Username is taken",
    "A username belongs to the agent of another user; fields says which. Remove that agent first; nothing was changed.",
  ),
  "queue.not-found": row(
    404,
    "Unknown queue",
    "The contact center has no such queue. It may have been removed: list the queues again.",
  ),
  "queue.too-many": row(409, "Too many queues", "The contact center has 5,000 queues already. Remove one first."),
  "group.unknown": row(404, "Unknown group", "The contact center has no such group. List the groups again."),
  "group.too-many": row(409, "Too many groups", "The contact center has 5,000 groups already. Use one of them."),
  "signer.org": row(
    409,
    "The org signs",
    "This contact center's requests are signed with the org's own certificate. Upload that one in Setup.",
  ),
  "identity-provider.malformed": row(
    422,
    "No SAML metadata",
    "This is no SAML metadata: an EntityDescriptor without document type. Download it from Salesforce again.",
  ),
  "single-sign-on.not-set": row(
    409,
    "No single sign-on",
    "This server has no SAML log-in. Set PT_SSO_ACS_URL and PT_SSO_ENTITY_ID to your own and start it again.",
  ),
  "recording.insecure-address": row(
    409,
    "Recordings have no https address",
    "Salesforce plays recordings over https only. Set PT_PUBLIC_URL to an address that starts with https.",
  ),
} as const satisfies Record<string, ProblemRow>;

/** What keeps a recording from being offered or played. */
const recordings = {
  "recording.url-unsigned": row(
    401,
    "Recording is not public",
    "This address only says where the recording is. Play it on the voice call's record page, which gets a signed address.",
  ),
  "recording.url-forged": row(
    403,
    "No access to this recording",
    "The address is not as it was signed. Play the recording on the voice call's record page, which gets a new one.",
  ),
  "recording.url-expired": row(
    410,
    "Address has expired",
    "The signed address of this recording has expired. Ask for a new one: reload the voice call's record page.",
  ),
  "recording.unknown": row(
    404,
    "Unknown recording",
    "There is no recording of this call here. It may not have been recorded, or have been erased.",
  ),
  "recording.range-outside": row(
    416,
    "Range lies outside",
    "The recording has fewer bytes than the header Range begins at; Content-Range says how many.",
  ),
  "message.too-large": row(
    413,
    "Message is too large",
    "The message has more than 16,384 bytes of JSON. Send less, or where the rest can be had.",
  ),
  "recording.exists": row(
    422,
    "Call has a recording",
    "This call has another recording already. A call has one: offer it with the recordingId that it had first.",
  ),
  "recording.too-large": row(
    422,
    "Recording is too large",
    "The recording has more bytes than are fetched, so the call counts as not recorded. Offer it in a smaller format.",
  ),
} as const satisfies Record<string, ProblemRow>;

const failures = {
  "server.failed": row(
    500,
    "Something failed here",
    "The server failed at this. Try again; if it stays, give your admin the trace id.",
  ),
  "server.stopping": row(503, "Server is stopping", "The server is being stopped. Try again in a few seconds."),
  "store.unavailable": row(
    503,
    "Store cannot be reached",
    "The database cannot be reached. Nothing was changed; try again in a few seconds.",
  ),
} as const satisfies Record<string, ProblemRow>;

/** The one table of everything the server may answer instead of what was asked. `docs/errors.md` is compared with it by a test. */
export const problems = { ...shape, ...access, ...meaning, ...setup, ...recordings, ...refusals, ...failures };

export type ProblemCode = keyof typeof problems;
