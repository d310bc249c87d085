import { ApexBlob } from "../runtime/blob.ts";
import { ApexMap } from "../runtime/collections.ts";
import { nn, raise } from "../runtime/exceptions.ts";
import { T } from "../runtime/types.ts";
import { now } from "./dates.ts";
import { signWithCertificate } from "./encoding.ts";
import { RequestObject, send, type ResponseObject } from "./http.ts";
import { serialize } from "./json/serialize.ts";
import { parseJson } from "./json/tokens.ts";
import { implement } from "./registry.ts";

/** `iss`, `sub`, `aud`, `exp` and the additional claims; whether an org adds `iat` or `nbf` is not confirmed (rule 177). */
class Jwt {
  readonly $type = T("Auth.JWT");
  iss: string | null = null;
  sub: string | null = null;
  aud: string | null = null;
  validity: number | null = null;
  skew: number | null = null;
  claims: ApexMap | null = null;

  get json(): string {
    if (this.validity === null)
      raise("Auth.JWTValidationException", "setValidityLength was not called; its default is not documented");
    const seconds = Math.floor(now() / 1000);
    const all = new ApexMap(T("Map<String,Object>"));
    if (this.claims) for (const [k, v] of this.claims.pairs) all.put(k, v);
    for (const [k, v] of [
      ["iss", this.iss],
      ["sub", this.sub],
      ["aud", this.aud],
    ] as const)
      if (v !== null) all.put(k, v);
    all.put("exp", BigInt(seconds + this.validity));
    if (this.skew !== null) all.put("nbf", BigInt(seconds - this.skew));
    return serialize(all, false, false);
  }
}

type Property = "iss" | "sub" | "aud" | "validity" | "skew" | "claims";
const NAMES: Record<string, Property> = {
  Iss: "iss",
  Sub: "sub",
  Aud: "aud",
  ValidityLength: "validity",
  NbfClockSkew: "skew",
  AdditionalClaims: "claims",
};

implement("Auth.JWT", {
  new: () => new Jwt(),
  clone: (j: Jwt) =>
    Object.assign(new Jwt(), {
      iss: j.iss,
      sub: j.sub,
      aud: j.aud,
      validity: j.validity,
      skew: j.skew,
      claims: j.claims,
    }),
  toJSONString: (j: Jwt) => j.json,
  ...Object.fromEntries(Object.entries(NAMES).map(([name, key]) => [`get${name}`, (j: Jwt) => j[key]])),
  ...Object.fromEntries(
    Object.entries(NAMES).map(([name, key]) => [`set${name}`, (j: Jwt, v: never) => ((j[key] = v), null)]),
  ),
});

const base64url = (b: Buffer): string => b.toString("base64url");

class Jws {
  readonly $type = T("Auth.JWS");
  readonly payload: string;
  readonly certificate: string;
  constructor(payload: string, certificate: string) {
    this.payload = payload;
    this.certificate = certificate;
  }
  get compact(): string {
    const input = `${base64url(Buffer.from('{"alg":"RS256"}'))}.${base64url(Buffer.from(this.payload))}`;
    const signature = signWithCertificate("RSA-SHA256", new ApexBlob(Buffer.from(input)), this.certificate);
    return `${input}.${base64url(signature.bytes)}`;
  }
}

implement("Auth.JWS", {
  new: (jwt: Jwt, certificate: string) => new Jws(nn(jwt).json, nn(certificate)),
  clone: (j: Jws) => new Jws(j.payload, j.certificate),
  getCompactSerialization: (j: Jws) => j.compact,
});

class Exchange {
  readonly $type = T("Auth.JWTBearerTokenExchange");
  endpoint: string | null = null;
  jws: Jws | null = null;
  grantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  response: ResponseObject | null = null;

  post(): ResponseObject {
    const request = new RequestObject();
    request.endpoint = nn(this.endpoint);
    request.method = "POST";
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    request.body = Buffer.from(`grant_type=${encodeURIComponent(this.grantType)}&assertion=${nn(this.jws).compact}`);
    this.response = send(request);
    return this.response;
  }
}

implement("Auth.JWTBearerTokenExchange", {
  "new/0": () => new Exchange(),
  "new/2": (endpoint: string, jws: Jws) => Object.assign(new Exchange(), { endpoint, jws }),
  getAccessToken: (e: Exchange) => {
    const json = parseJson(e.post().text);
    const token = json.k === "object" ? json.entries.find(([k]) => k === "access_token")?.[1] : undefined;
    return token?.k === "string"
      ? token.text
      : raise("System.CalloutException", `No access token in the answer: ${e.response?.text}`);
  },
  getGrantType: (e: Exchange) => e.grantType,
  setGrantType: (e: Exchange, v: string) => ((e.grantType = nn(v)), null),
  getHttpResponse: (e: Exchange) => e.response ?? e.post(),
  getJWS: (e: Exchange) => e.jws,
  setJWS: (e: Exchange, v: Jws) => ((e.jws = v), null),
  getTokenEndpoint: (e: Exchange) => e.endpoint,
  setTokenEndpoint: (e: Exchange, v: string) => ((e.endpoint = v), null),
});
