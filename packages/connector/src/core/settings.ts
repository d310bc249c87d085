/** What the pages' own host tells them: `GET /settings.json`. */
export interface Settings {
  /** Origin of the integration server, such as `http://127.0.0.1:8020`. */
  readonly serverUrl: string;
  /** For the login page when it is opened outside a console. */
  readonly orgId: string | null;
  readonly contactCenter: string | null;
  /** Origin of the local console; read by local builds only. */
  readonly consoleOrigin: string | null;
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** @throws TypeError when there is no usable `serverUrl`. */
export function readSettings(value: unknown): Settings {
  const given = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const serverUrl = text(given["serverUrl"]);
  if (serverUrl === null || !/^https?:\/\//.test(serverUrl))
    throw new TypeError("settings.json needs serverUrl, the address of the integration server.");
  return {
    serverUrl: serverUrl.replace(/\/+$/, ""),
    orgId: text(given["orgId"]),
    contactCenter: text(given["contactCenter"]),
    consoleOrigin: text(given["consoleOrigin"]),
  };
}

export async function loadSettings(fetchFrom: typeof fetch, url = "/settings.json"): Promise<Settings> {
  const response = await fetchFrom(url, { cache: "no-store" });
  if (!response.ok) throw new TypeError(`${url} answered ${response.status}.`);
  return readSettings(await response.json());
}
