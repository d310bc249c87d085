import "reflect-metadata";
import { generateKeyPairSync, randomUUID, webcrypto, type KeyObject } from "node:crypto";
import { request as httpRequest } from "node:http";
import { SignJWT } from "jose";
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from "@peculiar/x509";
import { startLocalOrg, type LocalOrg } from "../local-org.ts";
import { OrgDefinition } from "../org/definition.ts";
import { VendorInfos } from "../setup/vendor-info.ts";

/** Everything a test needs of one org: real HTTP, real keys, time that only the test moves. */
export interface PracticeOrg {
  readonly origin: string;
  readonly clock: { time: number };
  readonly key: KeyObject;
  readonly certificate: string;
  /** Users by role: their username. */
  readonly ada: string;
  readonly ben: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Voice API with a fresh, right token. */
  voice(method: string, path: string, body?: unknown): Promise<Answer>;
  sign(claims?: Record<string, unknown>, key?: KeyObject): Promise<string>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read what came
  body: any;
}

export const ORG_ID = "00DLo0000000001";
export const CENTER = "NorthwindSupport";
export const START = Date.parse("2026-03-02T09:00:00.000Z");

export interface Made {
  key: KeyObject;
  certificate: string;
}

/** A real key and certificate; `bits`, validity and kind as a test wants them wrong. */
export async function makeCertificate(
  options: { bits?: number; from?: number; to?: number; curve?: string; dnsNames?: string[] } = {},
): Promise<Made> {
  const pair =
    options.curve === undefined
      ? generateKeyPairSync("rsa", { modulusLength: options.bits ?? 2_048 })
      : generateKeyPairSync("ec", { namedCurve: options.curve });
  const algorithm =
    options.curve === undefined
      ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
      : { name: "ECDSA", namedCurve: options.curve, hash: "SHA-256" };
  const { subtle } = webcrypto;
  const keys = {
    privateKey: await subtle.importKey(
      "pkcs8",
      pair.privateKey.export({ type: "pkcs8", format: "der" }),
      algorithm,
      true,
      ["sign"],
    ),
    publicKey: await subtle.importKey("spki", pair.publicKey.export({ type: "spki", format: "der" }), algorithm, true, [
      "verify",
    ]),
  } as CryptoKeyPair;
  const made = await X509CertificateGenerator.createSelfSigned({
    name: "CN=Northwind practice",
    notBefore: new Date(options.from ?? START - 86_400_000),
    notAfter: new Date(options.to ?? START + 365 * 86_400_000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new SubjectAlternativeNameExtension(
        (options.dnsNames ?? ["practice.example"]).map((value) => ({ type: "dns" as const, value })),
      ),
    ],
  });
  return { key: pair.privateKey, certificate: made.toString("pem") };
}

export function centerXml(certificate: string, name = CENTER): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<callCenter>
  <section sortOrder="0" name="reqGeneralInfo" label="General Information">
    <item sortOrder="1" name="reqDisplayName" label="Display Name">Northwind Support</item>
    <item sortOrder="0" name="reqInternalName" label="InternalName">${name}</item>
    <item sortOrder="2" name="reqVendorInfoApiName" label="Vendor">acme__acmeVoice</item>
  </section>
  <section sortOrder="1" name="reqHvcc" label="SCV Settings">
    <item sortOrder="0" name="reqTelephonyIntegrationCertificate" label="Certificate">${certificate.trim()}</item>
    <item sortOrder="1" name="reqLongDistPrefix" label="Long Distance Prefix">+1</item>
  </section>
  <section sortOrder="2" name="providerSettings1" label="Button Assignment">
    <item sortOrder="0" name="custom0" label="custom0">Custom &amp; 0</item>
  </section>
</callCenter>
`;
}

export const vendors = VendorInfos.parse([
  {
    namespace: "acme",
    developerName: "acmeVoice",
    masterLabel: "Acme Voice",
    connectorUrl: "http://127.0.0.1:8030/connector/",
    customLoginUrl: "http://127.0.0.1:8030/login/",
    telephonySettingsComponent: "acme:agentSettings",
    customConfig: "Voice_Config__c",
    capabilities: { intelligenceSupported: true },
  },
]);

export interface PracticeOptions {
  dataFolder?: string;
  definition?: Record<string, unknown>;
  made?: Made;
  /** Leave out the import, to test it. */
  empty?: boolean;
  clock?: { time: number };
  consoleFolder?: string;
  /** Source folder whose Apex the org hosts. */
  apexFolder?: string;
}

export async function startPracticeOrg(options: PracticeOptions = {}): Promise<PracticeOrg> {
  const clock = options.clock ?? { time: START };
  const made = options.made ?? (await makeCertificate());
  const org = await startLocalOrg(
    {
      port: 0,
      dataFolder: options.dataFolder ?? null,
      definition: OrgDefinition.parse(options.definition ?? {}),
      vendorInfos: vendors,
      customLabels: new Map([["acme.NoAnswer", "The phone did not answer."]]),
      apexFolder: options.apexFolder ?? null,
      consoleFolder: options.consoleFolder ?? "/nonexistent-console",
      scrtUrl: null,
      frameOrigins: [],
      hostNames: new Set(["localhost", "127.0.0.1", "::1"]),
      https: null,
      log: false,
    },
    { now: () => clock.time, wait: async () => undefined },
  );
  const practice = drive(org, clock, made);
  if (options.empty !== true) {
    const imported = await practice.ask("POST", "/setup/contact-centers?replace=true", centerXml(made.certificate));
    if (imported.status >= 300) throw new Error(`Import answered ${imported.status}: ${JSON.stringify(imported.body)}`);
    await practice.ask("POST", `/setup/contact-centers/${CENTER}/users`, { users: [practice.ada, practice.ben] });
  }
  return practice;
}

function drive(org: LocalOrg, clock: { time: number }, made: Made): PracticeOrg {
  const sign: PracticeOrg["sign"] = (claims = {}, key = made.key) =>
    new SignJWT({
      iss: ORG_ID,
      sub: CENTER,
      iat: Math.floor(clock.time / 1_000),
      exp: Math.floor(clock.time / 1_000) + 170,
      ...claims,
    })
      .setProtectedHeader({ alg: "RS256" })
      .sign(key);
  const ask: PracticeOrg["ask"] = async (method, path, body, headers = {}) => {
    const xml = typeof body === "string";
    const answer = await fetch(org.origin + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": xml ? "application/xml" : "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: xml ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = answer.headers.get("content-type")?.includes("json") === true;
    return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text };
  };
  return {
    origin: org.origin,
    clock,
    key: made.key,
    certificate: made.certificate,
    ada: "ada@northwind.example",
    ben: "ben@northwind.example",
    ask,
    sign,
    voice: async (method, path, body) =>
      ask(method, `/telephony/v1${path}`, body, {
        authorization: `Bearer ${await sign({ jti: randomUUID() })}`,
        "telephony-provider-name": "practice",
      }),
    close: () => org.close(),
  };
}

export function createBody(vendorCallKey: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    callCenterApiName: CENTER,
    vendorCallKey,
    to: "+18005550100",
    from: "+14155550101",
    initiationMethod: "Inbound",
    startTime: new Date(START).toISOString(),
    participants: [{ participantKey: "+14155550101", type: "END_USER" }],
    ...more,
  };
}

/** Asks until the condition holds; updates are written after their answer. */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const giveUp = Date.now() + 20_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > giveUp) throw new Error(`Not within 20 s; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Status of a request whose Host header is another than its address. */
export function statusForHost(origin: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(`${origin}/health`, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}
