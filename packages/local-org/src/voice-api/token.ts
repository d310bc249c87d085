import { createPublicKey, X509Certificate } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from "jose";
import { OrgFault } from "../http/fault.ts";
import { organizationId18 } from "../org/definition.ts";
import { toId15 } from "../org/ids.ts";
import { findCallCenter, type Org } from "../org/org.ts";
import type { CallCenter } from "../org/tables.ts";

export interface TokenCheck {
  /** Answers the contact center whose key signed the request; throws a 401 otherwise. */
  verify(authorization: string | undefined): Promise<{ center: CallCenter; claims: JWTPayload }>;
}

const AUDIENCE = "https://scrt.salesforce.com";

/**
 * The token rules of the voice API (Voice Implementation Guide, Authorization): RS256 with the key of the contact
 * center's certificate, `iss` = org id, `sub` = internal name, `exp` within 3 minutes, `jti` never seen before.
 */
export function createTokenCheck(org: Org): TokenCheck {
  const seen = createReplayMemory();
  return {
    async verify(authorization) {
      const token = /^Bearer ([\x21-\x7e]+)$/.exec(authorization ?? "")?.[1];
      if (token === undefined) throw new OrgFault("token.missing", "Send Authorization: Bearer <JWT>.");
      const unverified = readUnverified(token);
      const center = findCallCenter(org, typeof unverified.sub === "string" ? unverified.sub : "");
      if (center === undefined) {
        throw new OrgFault("token.subject", "sub must be the internal name of a contact center of this org.");
      }
      const claims = await verifySignature(org, token, center);
      checkIssuer(org, claims);
      checkLifetime(org, claims);
      checkAudience(claims);
      if (claims.jti !== undefined && !seen.first(`${center.Id} ${claims.jti}`, claims.exp ?? 0, org.now())) {
        throw new OrgFault(
          "token.replayed",
          "A token with this jti was sent before. Sign each request anew, or send no jti.",
        );
      }
      return { center, claims };
    },
  };
}

function readUnverified(token: string): JWTPayload {
  let algorithm: unknown;
  let payload: JWTPayload;
  try {
    algorithm = decodeProtectedHeader(token).alg;
    payload = decodeJwt(token);
  } catch {
    throw new OrgFault("token.malformed", "The bearer token is not a signed JWT.");
  }
  if (algorithm !== "RS256")
    throw new OrgFault("token.algorithm", `The token says alg ${String(algorithm)}; only RS256 is taken.`);
  return payload;
}

async function verifySignature(org: Org, token: string, center: CallCenter): Promise<JWTPayload> {
  const certificate = new X509Certificate(center.certificate);
  if (org.facts.expiredCertificate === "refused" && org.now() > Date.parse(certificate.validTo)) {
    throw new OrgFault(
      "token.certificate-expired",
      `The certificate of ${center.InternalName} has expired. Import a new one.`,
    );
  }
  try {
    const { payload } = await jwtVerify(token, createPublicKey(center.certificate), {
      algorithms: ["RS256"],
      currentDate: new Date(org.now()),
      clockTolerance: org.facts.clockSkewSeconds,
      requiredClaims: ["iss", "sub", "exp"],
    });
    return payload;
  } catch (error) {
    throw toFault(error);
  }
}

function toFault(error: unknown): OrgFault {
  if (error instanceof errors.JWTExpired) return new OrgFault("token.expired", "exp lies in the past.");
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return new OrgFault(
      "token.signature",
      "The signature does not fit the certificate that the contact center was imported with.",
    );
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === "iss") return new OrgFault("token.issuer", "iss is missing; it must be the org id.");
    if (error.claim === "nbf") return new OrgFault("token.not-yet-valid", "nbf lies in the future.");
    if (error.claim === "exp") return new OrgFault("token.expired", "exp is missing or no number.");
    return new OrgFault("token.malformed", `Claim ${error.claim} is missing or not valid.`);
  }
  if (error instanceof errors.JOSEError) return new OrgFault("token.malformed", "The token cannot be verified.");
  throw error;
}

function checkIssuer(org: Org, claims: JWTPayload): void {
  const full = organizationId18(org.definition);
  const accepted = org.facts.issuer18 === "accepted" ? [toId15(full), full] : [toId15(full)];
  if (!accepted.includes(claims.iss ?? "")) {
    const hint = claims.iss === full ? " The 18-character form is refused (fact issuer18)." : "";
    throw new OrgFault("token.issuer", `iss must be the org id ${toId15(full)}.${hint}`);
  }
}

function checkLifetime(org: Org, claims: JWTPayload): void {
  const longest = org.facts.maxTokenLifetimeSeconds;
  if ((claims.exp ?? 0) * 1_000 > org.now() + (longest + org.facts.clockSkewSeconds) * 1_000) {
    throw new OrgFault("token.lifetime", `exp must lie within ${longest} seconds from now.`);
  }
}

/** Older text lists `aud`, later text leaves it out: right when sent, or absent. */
function checkAudience(claims: JWTPayload): void {
  if (claims.aud !== undefined && claims.aud !== AUDIENCE) {
    throw new OrgFault("token.audience", `aud must be ${AUDIENCE}, or be left out.`);
  }
}

/** Remembers each jti until no token with it could pass any more. */
function createReplayMemory(): { first(key: string, expiresSeconds: number, now: number): boolean } {
  const until = new Map<string, number>();
  let nextSweep = 0;
  return {
    first(key, expiresSeconds, now) {
      if (now >= nextSweep) {
        for (const [old, end] of until) if (end < now) until.delete(old);
        nextSweep = now + 60_000;
      }
      if (until.has(key)) return false;
      until.set(key, expiresSeconds * 1_000 + 600_000); // exp plus the largest settable skew
      return true;
    },
  };
}
