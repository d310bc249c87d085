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
