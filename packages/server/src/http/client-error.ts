import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { PROBLEM_CONTENT_TYPE } from "@partner-telephony/api";
import { problemBody, ProblemError } from "./problem-error.ts";
import { problems, type ProblemCode } from "./problems.ts";
import { continueTrace } from "./trace.ts";

const parserCodes: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: "request.timed-out",
  HPE_HEADER_OVERFLOW: "header.too-large",
};

/** A problem on a socket that has no request yet: whole answer by hand, then the connection is closed. */
export function writeProblem(socket: Socket | NodeJS.WritableStream, error: ProblemError, traceparent?: string): void {
  const trace = continueTrace(traceparent);
  const { status } = problems[error.code];
  const body = JSON.stringify(problemBody(error, trace.traceId));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    `Content-Type: ${PROBLEM_CONTENT_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `traceparent: ${trace.traceparent}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** What Node's parser could not make a request of. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  writeProblem(socket, new ProblemError(parserCodes[error.code ?? ""] ?? "request.malformed"));
}
