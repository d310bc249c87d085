import { platformTypes } from "../symbols/platform-types.ts";
import type { Type } from "../symbols/model.ts";
import { machine, runningMachine } from "./machine.ts";

export interface Frame {
  method: string;
  path: string;
  line: number;
  column: number;
}

/** Every Apex exception object; exception classes of the compiled sources extend it. */
export class ApexException {
  declare $type: Type;
  message: string | null = null;
  messageSet = false;
  cause: ApexException | null = null;
  frames: Frame[] = captureFrames();

  "<init>()"(): this {
    return this;
  }
  "<init>(string)"(message: string | null): this {
    this.message = message;
    return this;
  }
  "<init>(system.exception)"(cause: ApexException | null): this {
    this.cause = cause;
    return this;
  }
  "<init>(string,system.exception)"(message: string | null, cause: ApexException | null): this {
    this.message = message;
    this.cause = cause;
    return this;
  }

  get typeName(): string {
    return this.$type.symbol.fullName;
  }

  /** The message of an AuraHandledException's constructor is for the component: Apex reads only what setMessage gave. */
  get shownMessage(): string {
    const forComponent = !this.messageSet && this.typeName === "System.AuraHandledException";
    return (forComponent ? null : this.message) ?? "Script-thrown exception";
  }

  get stackTrace(): string {
    return formatFrames(this.frames);
  }
}

/** Assertion and limit failures: generated catch clauses pass them on (rules 119, 120). */
export class Uncatchable {
  readonly exception: ApexException;
  constructor(exception: ApexException) {
    this.exception = exception;
    const m = runningMachine();
    if (m) m.organization.fatal ??= this;
  }
}

export function formatFrames(frames: Frame[]): string {
  return frames.map((f) => `${f.method}: line ${f.line}, column ${f.column}`).join("\n");
}

export function captureFrames(): Frame[] {
  const m = runningMachine();
  if (!m) return [];
  const frames: Frame[] = [];
  for (let i = m.depth; i > 0; i--) {
    const place = m.tables.statements[m.frameStatements[i]!];
    const method = m.tables.methods[m.frameMethods[i]!] ?? "";
    frames.push({ method, path: place?.path ?? "", line: place?.line ?? 0, column: place?.column ?? 0 });
  }
  return frames;
}

export function newException(typeName: string, message: string | null): ApexException {
  const exception = new ApexException();
  exception.$type = platformTypes().get(typeName);
  exception.message = message;
  return exception;
}

export function raise(typeName: string, message: string): never {
  throw newException(typeName, message);
}

export function raiseLimit(message: string): never {
  throw new Uncatchable(newException("System.LimitException", message));
}

/** For platform behaviour that a signature promises but that cannot be had here: never a quiet default. */
export class Unsupported extends Error {
  readonly frames: Frame[];
  constructor(what: string) {
    super(`not supported: ${what}`);
    this.frames = captureFrames();
  }
}

export function unsupported(what: string): never {
  throw new Unsupported(what);
}

/** First step of every generated catch clause: what is no catchable Apex exception goes on. */
export function caught(error: unknown): ApexException {
  if (error instanceof ApexException) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    throw new Uncatchable(newException("System.LimitException", "Maximum stack depth reached: 1001"));
  }
  throw error;
}

export function nn<T>(value: T | null): T {
  if (value === null) raise("System.NullPointerException", "Attempt to de-reference a null object");
  return value;
}

export function unwind(depth: number): void {
  machine().depth = depth;
}
