import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { centerXml, makeCertificate, START, type Made } from "../testing/practice-org.ts";
import { MAX_ITEMS, MAX_SECTIONS, readContactCenterFile, type FileResult } from "./contact-center-file.ts";
import { readXml } from "./read-xml.ts";

let made: Made;
beforeAll(async () => {
  made = await makeCertificate();
});

const context = { vendorInfoApiNames: new Set(["acme__acmeVoice"]), now: START };
const read = (xml: string): FileResult => readContactCenterFile(xml, context);
const faultsOf = (xml: string): string[] => {
  const result = read(xml);
  return "faults" in result ? result.faults.map(({ line, reason }) => `${line}: ${reason}`) : [];
};

describe("a contact center file", () => {
  it("of the guide's shape is read: names, certificate, vendor sections", () => {
    const result = read(centerXml(made.certificate));
    expect(result).toMatchObject({
      file: { internalName: "NorthwindSupport", displayName: "Northwind Support", longDistancePrefix: "+1" },
    });
    const sections = "file" in result ? result.file.sections : [];
    expect(sections[2]).toMatchObject({ name: "providerSettings1", items: [{ name: "custom0", value: "Custom & 0" }] });
  });

  it("may hold a certificate indented line by line, as the guide prints it", () => {
    expect(faultsOf(centerXml(made.certificate.replaceAll("\n", "\n      ")))).toEqual([]);
  });

  const wrong: [string, (xml: string) => string, RegExp][] = [
    [
      "internal name with a dash",
      (xml) => xml.replace(">NorthwindSupport<", ">Northwind-Support<"),
      /^5: reqInternalName must be/,
    ],
    ["no internal name", (xml) => xml.replace(">NorthwindSupport<", "> <"), /^5: reqInternalName is empty/],
    [
      "unknown vendor record",
      (xml) => xml.replace("acme__acmeVoice", "acme__other"),
      /^6: reqVendorInfoApiName names no/,
    ],
    [
      "vendor record without namespace",
      (xml) => xml.replace("acme__acmeVoice", "acmeVoice"),
      /^6: reqVendorInfoApiName/,
    ],
    [
      "no prefix",
      (xml) => xml.replace(/.*reqLongDistPrefix.*\n/, ""),
      /^8: reqLongDistPrefix is missing in section reqHvcc/,
    ],
    ["prefix that is none", (xml) => xml.replace(">+1<", ">+one<"), /reqLongDistPrefix must be a dialing prefix/],
    [
      "missing section",
      (xml) => xml.replace(/ *<section[^>]*reqHvcc[\s\S]*?<\/section>\n/, ""),
      /^2: section reqHvcc is missing/,
    ],
    [
      "an item twice",
      (xml) => xml.replace('name="reqDisplayName"', 'name="reqInternalName"'),
      /^5: second item .* line 4/,
    ],
    [
      "a section twice",
      (xml) => xml.replace('name="providerSettings1"', 'name="reqHvcc"'),
      /second section with the name reqHvcc/,
    ],
    [
      "unknown element",
      (xml) => xml.replaceAll(/(<\/?)item( sortOrder="0" name="custom0"|>\n {2}<\/section>\n<\/call)/g, "$1thing$2"),
      /<thing> is not known here/,
    ],
    [
      "no sort order",
      (xml) => xml.replace('sortOrder="2" name="prov', 'name="prov'),
      /sortOrder of <section> providerSettings1/,
    ],
    ["unknown attribute", (xml) => xml.replace('label="custom0"', 'label="custom0" hidden="1"'), /attribute hidden/],
    ["text between sections", (xml) => xml.replace("</section>", "</section> hello"), /text outside of sections/],
    [
      "other root",
      (xml) => xml.replaceAll("callCenter>", "CallCenter>"),
      /^2: the root element must be one <callCenter>/,
    ],
    ["unclosed element", (xml) => xml.replace("</section>", ""), /is not well-formed XML/],
    ["bare ampersand", (xml) => xml.replace("&amp;", "&"), /^.*an & must be written &amp;/],
    [
      "no certificate",
      (xml) => xml.replace(/-----BEGIN[\s\S]*-----END CERTIFICATE-----/, "PASTE IT HERE"),
      /^9: reqTelephonyIntegrationCertificate is not one PEM/,
    ],
    [
      "damaged certificate",
      (xml) => xml.replace(/CERTIFICATE-----\nMII/, "CERTIFICATE-----\nAAA"),
      /^9: .* is not a readable X.509/,
    ],
    ["private key instead", (xml) => xml.replaceAll("CERTIFICATE-----", "PRIVATE KEY-----"), /holds a private key/],
  ];
  it.each(wrong)("with %s is refused with line and reason", (_name, damage, expected) => {
    const xml = damage(centerXml(made.certificate));
    expect(xml, "the damage must take effect").not.toBe(centerXml(made.certificate));
    const faults = faultsOf(xml);
    expect(
      faults.some((fault) => expected.test(fault)),
      faults.join("\n"),
    ).toBe(true);
  });

  it.each([
    ["expired", { from: START - 2e9, to: START - 1_000 }, /has expired/],
    ["not yet valid", { from: START + 1e9, to: START + 2e9 }, /is not valid yet/],
    ["of 1024 bits", { bits: 1_024 }, /has a key of 1024 bits/],
    ["with an elliptic key", { curve: "P-256" }, /has a ec key; RSA is needed/],
  ])("with a certificate %s is refused", async (_name, options, reason) => {
    const other = await makeCertificate(options);
    expect(faultsOf(centerXml(other.certificate)).join("\n")).toMatch(reason);
  });

  it("has all its faults listed together, in line order", () => {
    const xml = centerXml(made.certificate)
      .replace(">NorthwindSupport<", ">North wind<")
      .replace("acme__acmeVoice", "nobody")
      .replace(">+1<", ">x<");
    const lines = faultsOf(xml).map((fault) => Number.parseInt(fault, 10));
    expect(lines).toHaveLength(3);
    expect(lines).toEqual([...lines].sort((one, other) => one - other));
  });

  it("takes 500 sections with 1,000 items and not one more", () => {
    const sections = (count: number): string =>
      Array.from({ length: count }, (_, index) => `<section name="s${index}" label="s" sortOrder="9"></section>`).join(
        "\n",
      );
    const items = (count: number): string =>
      Array.from({ length: count }, (_, index) => `<item name="i${index}" label="i" sortOrder="9">v</item>`).join("\n");
    const more = (text: string): string => centerXml(made.certificate).replace("</callCenter>", `${text}</callCenter>`);
    const full = (count: number): string =>
      more(`<section name="big" label="b" sortOrder="9">${items(count)}</section>`);
    expect(faultsOf(more(sections(MAX_SECTIONS - 3)))).toEqual([]);
    expect(faultsOf(more(sections(MAX_SECTIONS - 2))).join()).toMatch(/has 501 sections; 500 are allowed/);
    expect(faultsOf(full(MAX_ITEMS))).toEqual([]);
    expect(faultsOf(full(MAX_ITEMS + 1)).join()).toMatch(/has 1001 items; 1000 are allowed/);
  });
});

describe("hostile XML", () => {
  it.each([
    ["a document type", '<?xml version="1.0"?>\n<!DOCTYPE callCenter SYSTEM "file:///etc/passwd">\n<callCenter/>', 2],
    [
      "entities that multiply",
      '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>\n<callCenter>&c;</callCenter>',
      1,
    ],
    ["an entity of its own", "<callCenter>\n&secret;</callCenter>", 2],
    ["very deep nesting", "<a>".repeat(400_000), 1],
    ["a comment without end, many times over", "<!--".repeat(500_000), 1],
    ["nothing at all", "", 1],
  ])("with %s is refused, however long it is", (_name, xml, line) => {
    expect(readXml(xml)).toMatchObject({ fault: { line } });
  });
});

describe("random damage to a contact center file", () => {
  it("never throws, and what is taken still has all that a contact center needs", () => {
    const pieces = [
      "<",
      ">",
      '"',
      "&",
      "<item",
      "</section>",
      "<!--",
      "]]>",
      "<![CDATA[",
      "\0",
      "\uFFFF",
      "name=",
      "-----END",
    ];
    const damage = fc.array(
      fc.record({
        at: fc.nat(),
        cut: fc.nat(60),
        put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(damage, (cuts) => {
        let xml = centerXml(made.certificate);
        for (const { at, cut, put } of cuts) {
          const from = at % xml.length;
          xml = xml.slice(0, from) + put + xml.slice(from + cut);
        }
        const result = read(xml);
        if ("faults" in result) {
          expect(result.faults.length).toBeGreaterThan(0);
          const lines = xml.split("\n").length;
          for (const { line, reason } of result.faults) {
            expect(line >= 1 && line <= lines, `line ${line} of ${lines}: ${reason}`).toBe(true);
          }
        } else {
          expect(result.file.internalName).toMatch(/^[A-Za-z0-9]+$/);
          expect(result.file.vendorInfoApiName).toBe("acme__acmeVoice");
          expect(result.file.certificate).toContain("BEGIN CERTIFICATE");
        }
      }),
      { numRuns: 400 },
    );
  });
});
