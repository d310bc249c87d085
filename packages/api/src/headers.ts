/** Header names that our processes agree on. */
export const IDEMPOTENCY_KEY = "idempotency-key";
export const TRACEPARENT = "traceparent";
/** Epoch of the console session that sends a command; an older one is refused with `session.superseded`. */
export const SESSION_EPOCH = "pt-session-epoch";
/**
 * Signed webhook: `t=<epoch seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. With `,k=<tenant id>` the key is the tenant's own
 * (docs/credentials.md); without it, the installation's, for its default contact center.
 */
export const WEBHOOK_SIGNATURE = "pt-signature";
export const SOCKET_SUBPROTOCOL = "pt.v1";
