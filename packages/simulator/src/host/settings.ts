import { isLoopback, parseHttpUrl, parsePort, type Parsed } from "./setting-forms.ts";

/** `GET /settings.json`: what our pages need to know. Nothing secret: anybody on this machine may read it. */
export interface PageSettings {
  readonly serverUrl: string;
  readonly orgId: string;
  readonly contactCenter: string;
  /** The first of the origins that may frame our pages. */
  readonly consoleOrigin: string;
  readonly consoleOrigins: readonly string[];
  readonly brand: string;
}

export interface HostSettings {
  readonly port: number;
  readonly host: string;
  readonly switchUrl: string;
  readonly operatorCredential: string;
  /** Holds `connector/` and `login/`. */
  readonly connectorDir: string;
  readonly simulatorDir: string;
  readonly page: PageSettings;
}

/** All faults of the settings together; none of the values, some are secret. */
export class BadSettings extends Error {
  readonly code = "settings.invalid";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The pages cannot be served:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

const text =
  (form: RegExp, sentence: string) =>
  (given: string): Parsed<string> =>
    form.test(given) ? { value: given } : { fault: sentence };

/** Every variable: its default ("" for none) and how it is read. */
const table = {
  PT_PAGES_PORT: ["8030", parsePort],
  PT_PAGES_HOST: [
    "127.0.0.1",
    (given: string) =>
      isLoopback(given) ? { value: given } : { fault: "must be a loopback address: the host acts for the operator" },
  ],
  PT_SERVER_URL: ["http://127.0.0.1:8020", parseHttpUrl],
  PT_SWITCH_URL: ["http://127.0.0.1:8040", parseHttpUrl],
  PT_OPERATOR_CREDENTIAL: ["", text(/^[\x21-\x7e]{16,}$/, "must be set to at least 16 printable ASCII characters")],
  PT_CONNECTOR_DIR: ["packages/connector/dist/local", text(/./, "must name a folder")],
  PT_SIMULATOR_DIR: ["packages/simulator/dist/page", text(/./, "must name a folder")],
  PT_ORG_ID: ["", text(/^00D[0-9A-Za-z]{12}$/, "must be a 15-character org id that starts with 00D")],
  PT_CONTACT_CENTER: [
    "",
    text(/^[A-Za-z][A-Za-z0-9]{0,79}$/, "must be the contact center's internal name, letters and digits"),
  ],
  PT_BRAND: ["Partner Telephony", text(/^.{1,80}$/, "must have at most 80 characters")],
  PT_CONSOLE_ORIGINS: ["http://localhost:8010", parseOrigins],
} as const;

/** Origins go into a Content-Security-Policy: anything that is not a bare origin could add directives to it. */
function parseOrigins(given: string): Parsed<readonly string[]> {
  const origins = given.split(",").map((part) => part.trim());
  const wrong = origins.some((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  return wrong ? { fault: "must be origins such as http://localhost:8010, separated by commas" } : { value: origins };
}

/** Reads `PT_…` variables. Throws `BadSettings`. An empty variable counts as not set. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): HostSettings {
  const faults: string[] = [];
  function read<K extends keyof typeof table>(name: K) {
    const [fallback, parse] = table[name];
    const parsed = (parse as (given: string) => Parsed<unknown>)(env[name] || fallback);
    if ("fault" in parsed) faults.push(`${name} ${parsed.fault}`);
    return ("value" in parsed ? parsed.value : undefined) as Extract<
      ReturnType<(typeof table)[K][1]>,
      { readonly value: unknown }
    >["value"];
  }
  const consoleOrigins = read("PT_CONSOLE_ORIGINS");
  const settings: HostSettings = {
    port: read("PT_PAGES_PORT"),
    host: read("PT_PAGES_HOST"),
    switchUrl: read("PT_SWITCH_URL"),
    operatorCredential: read("PT_OPERATOR_CREDENTIAL"),
    connectorDir: read("PT_CONNECTOR_DIR"),
    simulatorDir: read("PT_SIMULATOR_DIR"),
    page: {
      serverUrl: read("PT_SERVER_URL"),
      orgId: read("PT_ORG_ID"),
      contactCenter: read("PT_CONTACT_CENTER"),
      consoleOrigin: consoleOrigins?.[0] ?? "",
      consoleOrigins,
      brand: read("PT_BRAND"),
    },
  };
  if (faults.length > 0) throw new BadSettings(faults);
  return settings;
}
