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
];
