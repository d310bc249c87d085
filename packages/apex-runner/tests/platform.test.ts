import crypto from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { missingImplementations } from "../src/platform/registry.ts";
import "../src/platform/index.ts";
import { ApexHost } from "../src/host/host.ts";
import { startHost } from "../src/host/start.ts";
import { lcov } from "../src/test-runner/coverage.ts";
import { compileApex, runApex } from "./apex.ts";

const pair = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
const privateKey = pair.privateKey.export({ type: "pkcs8", format: "pem" }) as string;

const test = (body: string, members = ""): Record<string, string> => ({
  T: `@IsTest private class T { @IsTest static void t() {\n${body}\n} ${members} }`,
});

const failuresOf = async (files: Record<string, string>, options = {}): Promise<(string | null)[]> =>
  (await runApex(files, options)).results.map((r) => r.message);

describe("the platform", () => {
  it("has an implementation behind every member of every stub", () => {
    expect(missingImplementations()).toEqual([]);
  });

  it("signs with a PKCS#8 key so that another implementation can verify it (rule 169)", async () => {
    const key = privateKey.replace(/-----[^-]+-----|\s/g, "");
    const log: string[] = [];
    const files = {
      S: `public class S { public String sign() { return EncodingUtil.base64Encode(Crypto.sign('RSA-SHA256', Blob.valueOf('hello'), EncodingUtil.base64Decode('${key}'))); } }`,
    };
    const compiled = await compileApex(files);
    if (!compiled.ok) throw new Error("does not compile");
    const host = new ApexHost(compiled.program, { log: (l) => log.push(l) });
    const signature = Buffer.from(host.call("S", "sign", []) as string, "base64");
    await host.close();
    expect(crypto.verify("sha256", Buffer.from("hello"), pair.publicKey, signature)).toBe(true);
  });

  it("makes a JWT of three base64url parts with exp from the clock, and none without a certificate (rules 177, 178)", async () => {
    const body = `Auth.JWT j = new Auth.JWT(); j.setIss('i'); j.setSub('s'); j.setValidityLength(60);
      String t = new Auth.JWS(j, 'Cert').getCompactSerialization();
      Assert.areEqual(3, t.split('\\\\.').size()); Assert.isFalse(t.contains('='));
      Map<String, Object> c = (Map<String, Object>) JSON.deserializeUntyped(j.toJSONString());
      Assert.areEqual(1060, c.get('exp')); Assert.areEqual('i', c.get('iss'));`;
    const clock = (): number => 1_000_000;
    expect(await failuresOf(test(body), { clock, certificates: { Cert: { privateKey } } })).toEqual([null]);
    expect(await failuresOf(test(body), { clock })).toEqual(["System.NoDataFoundException: Data Not Available"]);
  });

  it("takes time and zone from outside, so that a run repeats (rule 185)", async () => {
    const body =
      "Assert.areEqual('1970-01-01 02:16:40', String.valueOf(System.now())); Assert.areEqual(1000000L, System.currentTimeMillis());";
    const zone = { clock: (): number => 1_000_000, timeZone: "Europe/Athens" };
    expect(await failuresOf(test(body), zone)).toEqual([null]);
  });

  it("does not run constructors or initialisers when it deserialises, and matches names in any case (rule 143, unconfirmed)", async () => {
    const body =
      "P p = (P) JSON.deserialize('{\"NAME\":\"x\"}', P.class); Assert.areEqual('x', p.name); Assert.isNull(p.n);";
    expect(await failuresOf(test(body, "class P { String name; Integer n = 5; }"))).toEqual([null]);
  });

  it("knows who holds a custom permission through a permission set of the source tree", async () => {
    const body = `Assert.isFalse(FeatureManagement.checkPermission('MayCall'));
      insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Callers'].Id);
      Assert.isTrue(FeatureManagement.checkPermission('MayCall')); Assert.isFalse(FeatureManagement.checkPermission('Other'));`;
    expect(await failuresOf(test(body))).toEqual([null]);
  });

  it("counts executable lines once and leaves test classes out (rule 195)", async () => {
    const report = await runApex({
      ...test("Assert.areEqual(1, new C().f(true));"),
      C: "public class C {\n  Integer unused;\n  public Integer f(Boolean b) {\n    if (b) {\n      return 1;\n    }\n    return 2;\n  }\n}",
    });
    expect(report.coverage.map((c) => [c.name, c.lines])).toEqual([
      [
        "C",
        [
          [4, 1],
          [5, 1],
          [7, 0],
        ],
      ],
    ]);
    expect(lcov(report.coverage)).toContain("SF:C.cls\nDA:4,1\nDA:5,1\nDA:7,0\nLF:3\nLH:2\n");
  });

  it("fails every test with its own message, stack and line", async () => {
    const report = await runApex({
      T: "@IsTest private class T {\n  @IsTest static void t() {\n    Assert.fail('why');\n  }\n}",
    });
    const [r] = report.results;
    expect([r!.message, r!.stackTrace]).toEqual([
      "System.AssertException: Assertion Failed: why",
      "Class.T.t: line 3, column 5",
    ]);
  });
});

describe("what is not supported", () => {
  it.each([
    ["Blob b = Blob.toPdf('x');", /Blob\.toPdf/],
    ["List<List<SObject>> r = [FIND 'x' IN ALL FIELDS RETURNING Account];", /SOSL/],
    ["Test.setCurrentPage(null);", /setCurrentPage/],
  ])("is named with file, line and column: %s", async (body, message) => {
    const compiled = await compileApex(test(body));
    if (compiled.ok) throw new Error("compiled");
    const [d] = compiled.diagnostics;
    expect([d!.code, d!.path, d!.line, d!.column > 0]).toEqual(["unsupported", "T.cls", 2, true]);
    expect(d!.message).toMatch(message);
  });
});

describe("a host", () => {
  const classes = {
    Caller: `public class Caller implements service_cloud_voice.PartnerConnector {
      public service_cloud_voice.ConnectPartnerResponse connect(service_cloud_voice.ContactCenterInfo info) {
        HttpRequest r = new HttpRequest(); r.setMethod('POST'); r.setBody('hi');
        r.setEndpoint('callout:' + info.getNamedCredentials() + '/connect');
        HttpResponse s = new Http().send(r);
        return new service_cloud_voice.ConnectPartnerResponse(s.getStatusCode() == 200, new Map<String, String>{'id' => s.getBody()}, null);
      }
      public void stray() { HttpRequest r = new HttpRequest(); r.setMethod('GET'); r.setEndpoint('http://elsewhere.invalid/'); new Http().send(r); }
    }`,
  };

  it("calls an interface method with a real callout through a named credential, and nowhere else (rule 158)", async () => {
    const seen: string[] = [];
    const server = http.createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers["authorization"]}`);
      response.end("partner");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const folder = mkdtempSync(join(tmpdir(), "apex-host-"));
    for (const [name, text] of Object.entries(classes)) writeFileSync(join(folder, `${name}.cls`), text);
    const namedCredentials = { Partner: { url, headers: { authorization: "Bearer t" } } };
    const host = await startHost({ roots: [folder], options: { namedCredentials } });
    try {
      expect(await host.implements("Caller", "service_cloud_voice.PartnerConnector")).toBe(true);
      const info = {
        contactCenterId: "c",
        partnerContactCenterId: "p",
        internalName: "i",
        displayName: "d",
        namedCredentials: "Partner",
        orgId: "o",
      };
      const answer = await host.call("Caller", "connect", [info]);
      expect(answer).toEqual({ success: true, contactCenters: { id: "partner" }, errorMessage: null });
      expect(seen).toEqual(["POST /connect Bearer t"]);
      await expect(host.call("Caller", "stray", [])).rejects.toThrow(/System.CalloutException: Unauthorized endpoint/);
    } finally {
      await host.close();
      server.close();
    }
  });
});
