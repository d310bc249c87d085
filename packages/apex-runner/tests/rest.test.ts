import { describe, expect, it } from "vitest";
import { ApexHost } from "../src/host/host.ts";
import { compileApex } from "./apex.ts";

const files = {
  Notes: `@RestResource(urlMapping='/notes/*') global class Notes {
    global class Note { public String text; public Integer n; }
    @HttpGet global static void read() {
      RestResponse res = RestContext.response;
      res.statusCode = 202;
      res.addHeader('X-Id', RestContext.request.requestURI.substringAfterLast('/'));
      res.responseBody = Blob.valueOf('q=' + RestContext.request.params.get('q'));
    }
    @HttpPost global static Note make(String text, Integer n) {
      Note made = new Note(); made.text = text; made.n = n;
      Assert.isNull(RestContext.request.requestBody);
      return made;
    }
    @HttpPut global static void raw() { RestContext.response.responseBody = RestContext.request.requestBody; }
    @HttpDelete global static void fail() { throw new IllegalArgumentException('no such note'); }
  }`,
  Special: `@RestResource(urlMapping='/notes/special') global class Special {
    @HttpGet global static String read() { return 'special'; }
  }`,
  Told: `public class Told {
    public String refuse() { throw new AuraHandledException('{"code":"a.b"}'); }
  }`,
};

async function withHost(work: (host: ApexHost) => void): Promise<void> {
  const compiled = await compileApex(files);
  if (!compiled.ok) throw new Error(compiled.diagnostics.map((d) => d.message).join("\n"));
  const host = new ApexHost(compiled.program);
  try {
    work(host);
  } finally {
    await host.close();
  }
}

describe("an Apex REST class behind a host", () => {
  it("sets status, header and body itself, and sees path and query (rules 162, 163, 167)", () =>
    withHost((host) => {
      const answer = host.rest({ method: "GET", path: "/notes/7", query: { q: "x y" } });
      expect([answer.status, answer.headers["X-Id"], answer.body.toString()]).toEqual([202, "7", "q=x y"]);
    }));

  it("gets parameters from the body by name and leaves null fields out of its answer (rules 161, 162)", () =>
    withHost((host) => {
      const answer = host.rest({ method: "POST", path: "/notes/", body: '{"text":"hi"}' });
      expect([answer.status, answer.body.toString()]).toEqual([200, '{"text":"hi"}']);
    }));

  it("gets the raw body when it has no parameters (rule 161)", () =>
    withHost((host) => {
      expect(host.rest({ method: "PUT", path: "/notes/1", body: "raw" }).body.toString()).toBe("raw");
    }));

  it("answers an uncaught exception with 500 and APEX_ERROR (rule 164)", () =>
    withHost((host) => {
      const answer = host.rest({ method: "DELETE", path: "/notes/1" });
      expect(answer.status).toBe(500);
      expect(answer.body.toString()).toMatch(/"errorCode":"APEX_ERROR".*System.IllegalArgumentException: no such note/);
    }));

  it.each(["{", '{"zz":1}', '{"n":"x"}'])("answers the body %s with 400 and JSON_PARSER_ERROR (rule 165)", (body) =>
    withHost((host) => {
      const answer = host.rest({ method: "POST", path: "/notes/", body });
      expect([answer.status, answer.body.toString().includes("JSON_PARSER_ERROR")]).toEqual([400, true]);
    }),
  );

  it("prefers the exact mapping over the wildcard, and refuses what nobody answers (rule 168)", () =>
    withHost((host) => {
      expect(host.rest({ method: "GET", path: "/notes/special" }).body.toString()).toBe('"special"');
      expect(host.rest({ method: "GET", path: "/other" }).status).toBe(404);
      expect(host.rest({ method: "POST", path: "/notes/special" }).status).toBe(405);
    }));
});

describe("an Apex class that a component asks", () => {
  it("tells the component what its AuraHandledException was made with", () =>
    withHost((host) => {
      expect(() => host.call("Told", "refuse", [])).toThrow('System.AuraHandledException: {"code":"a.b"}');
    }));
});
