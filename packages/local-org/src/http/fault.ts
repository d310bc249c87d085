import type { ErrorBody } from "@partner-telephony/apex-runner/hosting";
import { problems, type ProblemCode } from "./problems.ts";

export interface FaultField {
  path: string;
  line?: number;
  message: string;
}

/** The one error of this package: a row of the problem table, a sentence for a person, and the fields at fault. */
export class OrgFault extends Error {
  readonly code: ProblemCode;
  readonly fields: FaultField[];
  constructor(code: ProblemCode, detail: string, fields: FaultField[] = []) {
    super(detail);
    this.name = "OrgFault";
    this.code = code;
    this.fields = fields;
  }
  get status(): number {
    return problems[this.code].status;
  }
  get title(): string {
    return problems[this.code].title;
  }
}

/** An Apex exception that reached the page, with what the platform tells of it. */
export class ApexFault extends OrgFault {
  readonly exception: ErrorBody;
  constructor(detail: string, exception: ErrorBody) {
    super("apex.failed", detail);
    this.exception = exception;
  }
}
