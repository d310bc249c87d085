/** Why the server does not start. Exit codes follow sysexits.h: 78 configuration, 69 unavailable, 73 cannot create. */
export const startFaults = {
  "settings.invalid": { exitCode: 78, sentence: "These settings do not fit:{faults}" },
  "settings.data-dir": {
    exitCode: 73,
    sentence:
      "The folder {dir} cannot be used ({reason}). Create it, or set PT_DATA_DIR to a folder that the server may write to.",
  },
  "settings.secret-file": {
    exitCode: 78,
    sentence: "The file {file} does not hold a usable secret. Restore it from a backup, or set {name}.",
  },
  "port.in-use": {
    exitCode: 78,
    sentence: "Port {port} on {host} is taken by another process. Stop that one, or set PT_PORT to a free port.",
  },
  "port.not-allowed": {
    exitCode: 78,
    sentence:
      "Port {port} on {host} may not be opened ({reason}). Set PT_PORT above 1023 and PT_HOST to an address of this computer.",
  },
  "store.in-use": {
    exitCode: 78,
    sentence: "Another server is using the data in {dir}. Stop that one, or set PT_DATA_DIR to another folder.",
  },
  "store.unreachable": {
    exitCode: 69,
    sentence:
      "The database cannot be opened ({reason}). Check DATABASE_URL and that the database runs, then start again.",
  },
  "store.unusable-folder": {
    exitCode: 73,
    sentence:
      "The embedded database in {dir} cannot be opened ({reason}). Check who may write there, or restore a backup.",
  },
  "store.newer-than-server": {
    exitCode: 78,
    sentence: "A newer server has changed this database ({reason}). Start that newer server.",
  },
  "store.migration-changed": {
    exitCode: 78,
    sentence: "This server does not fit the database ({reason}). Install the server anew from a release.",
  },
  "keys.wrong-secret-key": {
    exitCode: 78,
    sentence:
      "The signing key in the database was sealed with another PT_SECRET_KEY. Set PT_SECRET_KEY to the one it was made with.",
  },
} as const;

export type StartFaultCode = keyof typeof startFaults;

export class StartFault extends Error {
  readonly code: StartFaultCode;
  readonly exitCode: number;

  constructor(code: StartFaultCode, facts: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    const { sentence, exitCode } = startFaults[code];
    super(
      sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? "")),
      { cause },
    );
    this.name = "StartFault";
    this.code = code;
    this.exitCode = exitCode;
  }
}
