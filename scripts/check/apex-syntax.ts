import { ApexErrorListener, ApexParserFactory, type ApexParser } from "@apexdevtools/apex-parser";

export interface ApexSyntax {
  readonly unit: ReturnType<ApexParser["compilationUnit"]>;
  readonly stream: ReturnType<typeof ApexParserFactory.createTokenStream>;
  readonly faults: readonly string[];
}

class Collected extends ApexErrorListener {
  readonly faults: string[] = [];
  override apexSyntaxError(line: number, column: number, message: string): void {
    this.faults.push(`${line}:${column + 1} ${message.replace(/ expecting \{.*$/s, "").slice(0, 200)}`);
  }
}

/** Parses one class. Faults are `line:column what`. */
export function parseApex(text: string): ApexSyntax {
  const listener = new Collected();
  const { parser } = ApexParserFactory.createLexerAndParser(text, listener);
  const unit = parser.compilationUnit();
  return { unit, stream: parser.getTokenStream() as ApexSyntax["stream"], faults: listener.faults };
}
