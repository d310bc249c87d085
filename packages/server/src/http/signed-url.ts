import { SignedUrlQuery } from "@partner-telephony/api";
import type { FastifyRequest } from "fastify";
import { judgeSignature } from "../recordings/signed-url.ts";
import type { Asker } from "./askers.ts";
import type { EdgeDeps } from "./deps.ts";
import { ProblemError } from "./problem-error.ts";

/**
 * Whoever holds the address may hear this one recording; tenant and call come from what is signed.
 * @throws ProblemError `recording.url-unsigned`, `recording.url-forged`, `recording.url-expired`
 */
export function proveSignedUrl(deps: Pick<EdgeDeps, "secrets" | "now">, request: FastifyRequest): Asker {
  const query = SignedUrlQuery.safeParse(request.query);
  // The address on the VoiceCall itself has no query: it says where the recording is, and lets nobody in.
  if (!query.success) throw new ProblemError("recording.url-unsigned");
  const { tenant, expires, signature } = query.data;
  const { callId = "" } = request.params as { callId?: string };
  const signed = { tenant, callId, expires: Number(expires) };
  const verdict = judgeSignature(deps.secrets.secretKey, signed, signature, deps.now());
  if (verdict === "forged") throw new ProblemError("recording.url-forged");
  if (verdict === "expired") throw new ProblemError("recording.url-expired");
  return { kind: "signedUrl", tenant };
}
