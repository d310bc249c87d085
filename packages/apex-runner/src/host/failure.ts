/** How the platform words an error for a Lightning component: it arrives as `error.body`. */
export interface ErrorBody {
  /** Not there for DML errors, which stand in the two lists. */
  message?: string;
  exceptionType?: string;
  isUserDefinedException?: boolean;
  stackTrace?: string;
  pageErrors?: { statusCode: string; message: string }[];
  fieldErrors?: Record<string, { statusCode: string; message: string }[]>;
}

/** An Apex exception that nobody caught, or something unsupported. `message` is `Type: text`. */
export class ApexFailure extends Error {
  readonly stackTrace: string;
  readonly body: ErrorBody;
  constructor(message: string, stackTrace: string, body: ErrorBody = { message }) {
    super(message);
    this.name = "ApexFailure";
    this.stackTrace = stackTrace;
    this.body = body;
  }
}

/** Nothing ran: the class or method is not there, or no page and no component may call it. */
export class NotCallable extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = "NotCallable";
  }
}

/** The source tree has errors: `path:line:column: what`. */
export class NotCompiled extends Error {
  readonly errors: string[];
  constructor(errors: string[]) {
    super(`Apex does not compile:\n${errors.join("\n")}`);
    this.name = "NotCompiled";
    this.errors = errors;
  }
}
