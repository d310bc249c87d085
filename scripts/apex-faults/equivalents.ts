import type { FaultKind } from "./faults.ts";

/** A fault that no test can see. */
export interface Equivalent {
  readonly className: string;
  /** the source line of the fault, without the space around it */
  readonly line: string;
  readonly kind: FaultKind;
  readonly why: string;
}

const logged = (className: string, line: string): Equivalent => ({
  className,
  line,
  kind: "dropped statement",
  why: "it writes to the debug log, which no Apex can read",
});

const timeLimit = (className: string): Equivalent => ({
  className,
  line: "made.setTimeout(TIMEOUT_MS);",
  kind: "dropped statement",
  why: "an HttpRequest cannot be asked for its time limit",
});

export const equivalents: readonly Equivalent[] = [
  logged(
    "ManagementFailure",
    "System.debug(LoggingLevel.ERROR, thrown.getTypeName() + ' ' + thrown.getStackTraceString());",
  ),
  logged("RecordingUrls", "System.debug(LoggingLevel.ERROR, failure.code + ' ' + failure.sentence);"),
  logged("VoiceApiToken", "System.debug(LoggingLevel.ERROR, unsigned.getTypeName() + ' ' + unsigned.getMessage());"),
  logged(
    "VoiceCallRequest",
    "System.debug(LoggingLevel.ERROR, unexpected.getTypeName() + ' ' + unexpected.getStackTraceString());",
  ),
  logged(
    "ComponentRefusal",
    "System.debug(LoggingLevel.ERROR, cause.getTypeName() + ' ' + cause.getStackTraceString());",
  ),
  timeLimit("ManagementApi"),
  timeLimit("VoiceApi"),
  {
    className: "VoiceCallRequest",
    line: "return new Map<String, Object>();",
    kind: "returned null",
    why: "routes without fields send no body, so nobody looks at it",
  },
  {
    className: "RecordingUrls",
    line: "throw ManagementException.carrying(ManagementFailure.malformed('recordings'));",
    kind: "dropped statement",
    why: "the loop after it then fails, and either cause goes to the debug log only",
  },
];
