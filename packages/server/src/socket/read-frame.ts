import { ClientFrame } from "@partner-telephony/api";
import type { RawData } from "ws";
import { ProblemError } from "../http/problem-error.ts";
import { fieldFaults } from "../http/validation.ts";

/** @throws ProblemError `frame.malformed` */
export function readFrame(data: RawData, isBinary: boolean): ClientFrame {
  if (isBinary) throw new ProblemError("frame.malformed", { fields: [{ path: "", message: "must be text" }] });
  const parsed = ClientFrame.safeParse(parseJson(String(data)));
  if (!parsed.success) throw new ProblemError("frame.malformed", { fields: fieldFaults(parsed.error) });
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the frame, and a hello holds a bearer.
    throw new ProblemError("frame.malformed", { fields: [{ path: "", message: "is not JSON" }] });
  }
}
