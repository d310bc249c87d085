import { sources, type Fact } from "./fact.ts";

/** Which page origins the published connector library takes a setup message from. The port never matters. */
export interface OriginFact extends Fact {
  readonly origin: string;
  /** Library versions that accept it; none when it is refused. */
  readonly acceptedBy: readonly (3 | 4)[];
  readonly why: string;
}

const source = `${sources.libraries}, origin check`;

const accepted: readonly (readonly [origin: string, why: string])[] = [
  ["https://acme.lightning.force.com", "Lightning Experience of an org"],
  ["https://acme.lightning.force.com:8443", "same host, other port"],
  ["https://acme--uat.sandbox.lightning.force.com", "Lightning Experience of a sandbox"],
  ["https://acme.my.salesforce.com", "any host below salesforce.com, so any tenant"],
  ["https://acme.lightning.pc-rnd.force.com", "Salesforce's own test orgs"],
  ["https://acme.stm.force.com", "Salesforce's own test orgs"],
  ["https://acme--ns.vf.force.com", "Visualforce page"],
  ["https://acme.my.salesforce-sites.com", "Salesforce site"],
  ["https://x.lightning.a1.soma.force.com", "Salesforce's own machines"],
  ["https://xlightning.a1.soma.force.com", "no dot is asked for before lightning"],
  ["https://studio.lightning.localhost.dev.force.com", "Salesforce's own local development"],
  ["https://studio.lightning.localhost.dev.force-com", "an unescaped dot lets any character stand there"],
];

const onlyVersion4: readonly (readonly [origin: string, why: string])[] = [
  ["https://acme.lightning.force-com.abc.crm.dev", "development hosts under crm.dev"],
  ["https://acme.my.salesforce.mil", "government cloud, two labels before the domain"],
  ["https://acme.my.crmforce.mil", "government cloud, second domain"],
  ["https://acme.lightning.crmforce.mil", "government cloud, Lightning Experience"],
  ["https://acme--uat.sandbox.lightning.crmforce.mil", "government cloud, sandbox"],
];

const refused: readonly (readonly [origin: string, why: string])[] = [
  ["http://acme.lightning.force.com", "not https"],
  ["http://localhost:8010", "no exemption for development"],
  ["https://localhost", "no exemption for development"],
  ["https://salesforce.com", "nothing before the domain"],
  ["https://lightning.force.com", "nothing before the domain"],
  ["https://lightning.a1.soma.force.com", "nothing before the domain"],
  ["https://x.force.com", "not one of the endings"],
  ["https://acme.file.force.com", "not one of the endings"],
  ["https://acme.my.site.com", "not one of the endings"],
  ["https://acme.my.salesforce-setup.com", "not one of the endings"],
  ["https://x.salesforce.mil", "one label only before the domain"],
  ["https://acme.lightning.force.com.evil.example", "the ending must be the end"],
  ["https://evil-lightning.force.com", "a dot is asked for before lightning"],
];

const facts = (
  kind: string,
  rows: readonly (readonly [string, string])[],
  acceptedBy: readonly (3 | 4)[],
): readonly OriginFact[] =>
  rows.map(([origin, why], index) => {
    return { id: `origin.${kind}-${index + 1}`, origin, why, acceptedBy, source, status: "observed" };
  });

export const origins: readonly OriginFact[] = [
  ...facts("accepted", accepted, [3, 4]),
  ...facts("version-4", onlyVersion4, [4]),
  ...facts("refused", refused, []),
];
