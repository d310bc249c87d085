import { nn, raise } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";
import { T } from "../runtime/types.ts";
import { implement } from "./registry.ts";

/** `java.net.URL` in the parts Apex shows. */
class UrlObject {
  readonly $type = T("Url");
  readonly protocol: string;
  readonly userInfo: string | null;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly query: string | null;
  readonly ref: string | null;
  constructor(spec: string, context: UrlObject | null = null) {
    const absolute =
      /^([a-zA-Z][\w+.-]*):\/\/(?:([^/@?#]*)@)?([^/:?#]*)(?::(\d+))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(spec);
    if (!absolute) {
      if (!context) raise("System.StringException", `no protocol: ${spec}`);
      const resolved = new UrlObject(new globalThis.URL(spec, context.toString()).toString());
      spec = resolved.toString();
    }
    const m =
      absolute ??
      /^([a-zA-Z][\w+.-]*):\/\/(?:([^/@?#]*)@)?([^/:?#]*)(?::(\d+))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(spec)!;
    this.protocol = m[1]!.toLowerCase();
    this.userInfo = m[2] ?? null;
    this.host = m[3]!;
    this.port = m[4] ? Number(m[4]) : -1;
    this.path = m[5]!;
    this.query = m[6] ?? null;
    this.ref = m[7] ?? null;
  }
  get authority(): string {
    return `${this.userInfo === null ? "" : this.userInfo + "@"}${this.host}${this.port < 0 ? "" : ":" + this.port}`;
  }
  get file(): string {
    return this.path + (this.query === null ? "" : `?${this.query}`);
  }
  toString(): string {
    return `${this.protocol}://${this.authority}${this.file}${this.ref === null ? "" : "#" + this.ref}`;
  }
  "i.equals/1"(o: unknown): boolean {
    return o instanceof UrlObject && o.toString() === this.toString();
  }
}

const slash = (file: string): string => (file === "" || file.startsWith("/") ? file : `/${file}`);
const domain = (): UrlObject => new UrlObject(machine().organization.domainUrl);

implement("System.Url", {
  "new/1": (spec: string) => new UrlObject(nn(spec)),
  "new/2": (context: UrlObject, spec: string) => new UrlObject(nn(spec), nn(context)),
  "new/3": (protocol: string, host: string, file: string) =>
    new UrlObject(`${nn(protocol)}://${nn(host)}${slash(nn(file))}`),
  "new/4": (protocol: string, host: string, port: number, file: string) =>
    new UrlObject(`${nn(protocol)}://${nn(host)}:${nn(port)}${slash(nn(file))}`),
  getOrgDomainUrl: domain,
  getSalesforceBaseUrl: domain,
  getCurrentRequestUrl: domain,
  getAuthority: (u: UrlObject) => u.authority,
  getDefaultPort: (u: UrlObject) => ({ http: 80, https: 443, ftp: 21 })[u.protocol] ?? -1,
  getFile: (u: UrlObject) => u.file,
  getHost: (u: UrlObject) => u.host,
  getPath: (u: UrlObject) => u.path,
  getPort: (u: UrlObject) => u.port,
  getProtocol: (u: UrlObject) => u.protocol,
  getQuery: (u: UrlObject) => u.query,
  getRef: (u: UrlObject) => u.ref,
  getUserInfo: (u: UrlObject) => u.userInfo,
  sameFile: (u: UrlObject, o: UrlObject) =>
    u.protocol === nn(o).protocol && u.host === o.host && u.port === o.port && u.file === o.file,
  toExternalForm: (u: UrlObject) => u.toString(),
  toString: (u: UrlObject) => u.toString(),
});
