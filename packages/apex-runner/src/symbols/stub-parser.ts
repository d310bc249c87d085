/** The declarations of one platform type: Apex signatures without bodies. Small and quick, as all stubs are read at every start. */
export interface StubType {
  name: string;
  kind: "class" | "interface" | "enum";
  modifiers: string[];
  parameters: string[];
  extends: StubRef | null;
  implements: StubRef[];
  constants: string[];
  fields: { name: string; type: StubRef; static: boolean; final: boolean; readOnly: boolean; unsupported: boolean }[];
  methods: StubMethod[];
  constructors: StubMethod[];
  inner: StubType[];
}

export interface StubMethod {
  name: string;
  static: boolean;
  abstract: boolean;
  unsupported: boolean;
  returns: StubRef | null;
  parameters: { name: string; type: StubRef }[];
}

export interface StubRef {
  name: string;
  args: StubRef[];
}

const MODIFIERS = new Set(["global", "public", "static", "virtual", "abstract", "final", "private", "@unsupported"]);

export function parseStub(text: string, path: string): StubType {
  const tokens = text.replace(/\/\/[^\n]*/g, "").match(/@?[A-Za-z_][\w]*|[{}()<>,;.=[\]]|-?\d+/g) ?? [];
  return new StubReader(tokens, path).type();
}

class StubReader {
  #i = 0;
  readonly #tokens: string[];
  readonly #path: string;
  constructor(tokens: string[], path: string) {
    this.#tokens = tokens;
    this.#path = path;
  }

  #peek(): string {
    return this.#tokens[this.#i] ?? "";
  }

  #next(): string {
    const token = this.#tokens[this.#i++];
    if (token === undefined) throw new Error(`${this.#path}: stub ends too early`);
    return token;
  }

  #eat(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#i++;
    return true;
  }

  #expect(token: string): void {
    const found = this.#next();
    if (found !== token) {
      throw new Error(
        `${this.#path}: expected ${token}, found ${found} near ${this.#tokens.slice(this.#i - 8, this.#i + 3).join(" ")}`,
      );
    }
  }

  #modifiers(): string[] {
    const found: string[] = [];
    while (MODIFIERS.has(this.#peek().toLowerCase())) found.push(this.#next().toLowerCase());
    return found;
  }

  type(): StubType {
    const modifiers = this.#modifiers();
    return this.#typeBody(modifiers);
  }

  #typeBody(modifiers: string[]): StubType {
    const kind = this.#next() as StubType["kind"];
    const type: StubType = {
      name: this.#next(),
      kind,
      modifiers,
      parameters: [],
      extends: null,
      implements: [],
      constants: [],
      fields: [],
      methods: [],
      constructors: [],
      inner: [],
    };
    if (this.#eat("<")) {
      do type.parameters.push(this.#next());
      while (this.#eat(","));
      this.#expect(">");
    }
    if (kind === "class" && this.#eat("extends")) type.extends = this.#ref();
    if (this.#eat("implements") || this.#eat("extends")) {
      do type.implements.push(this.#ref());
      while (this.#eat(","));
    }
    this.#expect("{");
    if (kind === "enum") {
      while (!this.#eat("}")) {
        type.constants.push(this.#next());
        this.#eat(",");
      }
      return type;
    }
    while (!this.#eat("}")) this.#member(type);
    return type;
  }

  #member(type: StubType): void {
    const modifiers = this.#modifiers();
    const unsupported = modifiers.includes("@unsupported");
    const isStatic = modifiers.includes("static");
    if (["class", "interface", "enum"].includes(this.#peek())) {
      type.inner.push(this.#typeBody(modifiers));
      return;
    }
    const returns = this.#ref();
    if (this.#peek() === "(") {
      type.constructors.push({
        ...this.#parameters(),
        name: "<init>",
        static: false,
        abstract: false,
        unsupported,
        returns: null,
      });
      return;
    }
    const name = this.#next();
    if (this.#peek() === "(") {
      const abstract = type.kind === "interface" || modifiers.includes("abstract");
      const result = returns.name === "void" ? null : returns;
      type.methods.push({ ...this.#parameters(), name, static: isStatic, abstract, unsupported, returns: result });
      return;
    }
    let readOnly = false;
    if (this.#eat("{")) {
      readOnly = true;
      while (!this.#eat("}")) if (this.#next() === "set") readOnly = false;
    } else this.#expect(";");
    type.fields.push({
      name,
      type: returns,
      static: isStatic,
      final: modifiers.includes("final"),
      readOnly,
      unsupported,
    });
  }

  #parameters(): Pick<StubMethod, "parameters"> {
    const parameters: StubMethod["parameters"] = [];
    this.#expect("(");
    while (!this.#eat(")")) {
      const type = this.#ref();
      parameters.push({ type, name: this.#next() });
      this.#eat(",");
    }
    this.#expect(";");
    return { parameters };
  }

  #ref(): StubRef {
    let name = this.#next();
    while (this.#eat(".")) name += "." + this.#next();
    let ref: StubRef = { name, args: [] };
    if (this.#eat("<")) {
      do ref.args.push(this.#ref());
      while (this.#eat(","));
      this.#expect(">");
    }
    while (this.#eat("[")) {
      this.#expect("]");
      ref = { name: "List", args: [ref] };
    }
    return ref;
  }
}
