import { DmlExceptionObject } from "../database/dml.ts";
import { ApexException, formatFrames, Uncatchable } from "../runtime/exceptions.ts";
import { failureOf } from "../test-runner/execute.ts";
import { ApexFailure, type ErrorBody } from "./failure.ts";

/** What a transaction ended with, as the caller of a host is told it. */
export function failureOfThrown(thrown: unknown): ApexFailure {
  if (thrown instanceof ApexFailure) return thrown;
  const { message, frames } = failureOf(thrown);
  const stackTrace = formatFrames(frames);
  const exception = thrown instanceof Uncatchable ? thrown.exception : thrown;
  if (!(exception instanceof ApexException)) return new ApexFailure(message, stackTrace);
  const body = bodyOf(exception, stackTrace);
  const isForComponent = exception.typeName === "System.AuraHandledException";
  return new ApexFailure(isForComponent ? `${exception.typeName}: ${body.message}` : message, stackTrace, body);
}

/**
 * An AuraHandledException gives the message that it was made with and nothing else, though Apex itself may not read it; a DML
 * error its fields; any other exception type, message and trace.
 */
function bodyOf(exception: ApexException, stackTrace: string): ErrorBody {
  if (exception.typeName === "System.AuraHandledException")
    return { message: exception.message ?? exception.shownMessage };
  if (exception instanceof DmlExceptionObject && exception.outcomes.length > 0) return dmlBody(exception);
  return {
    exceptionType: exception.typeName,
    isUserDefinedException: !exception.$type.symbol.platform,
    message: exception.shownMessage,
    stackTrace,
  };
}

function dmlBody(exception: DmlExceptionObject): ErrorBody {
  const pageErrors: NonNullable<ErrorBody["pageErrors"]> = [];
  const fieldErrors: NonNullable<ErrorBody["fieldErrors"]> = {};
  for (const { status, message, fields } of exception.outcomes.flatMap(({ outcome }) => outcome.errors)) {
    const error = { statusCode: status, message };
    if (fields.length === 0) pageErrors.push(error);
    for (const field of fields) (fieldErrors[field] ??= []).push(error);
  }
  return { pageErrors, fieldErrors };
}
