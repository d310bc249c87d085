import type { SessionProof } from "@partner-telephony/api";
import { ConnectorError, connectorError } from "../core/connector-error.ts";
import { withDeadline } from "../core/deadline.ts";
import { send, type HttpDeps } from "../core/http.ts";

const DEADLINE_MS = 10_000;

/** The server sets the refresh cookie; the bearer of its answer is not used here, the connector asks for its own. */
export async function logIn(http: HttpDeps, proof: SessionProof): Promise<void> {
  await withDeadline(http.clock, DEADLINE_MS, (deadline) =>
    send(http, { method: "POST", path: "/v1/sessions", body: proof }, deadline),
  ).catch((error: unknown) => {
    throw connectionError(error) ?? error;
  });
}

/** Nothing is lost by trying again, so the sentence says just that. */
const connectionError = (error: unknown): ConnectorError | null =>
  error instanceof ConnectorError && error.code === "deadline.passed" ? connectorError("server.unreachable") : null;
