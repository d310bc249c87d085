/** One example of a rule of the semantics reference and what must come of it. */
export interface Rule {
  id: number;
  /** the code passes, does not compile (message), or fails when run (message) */
  expect: { k: "passes" } | { k: "refused"; message: RegExp } | { k: "fails"; message: RegExp };
  /** body of a test method */
  body: string;
  /** members of the test class */
  members: string;
  /** further files: name without .cls to text */
  files: Record<string, string>;
}

type Rest = { members?: string; files?: Record<string, string> };

const rule = (id: number, expect: Rule["expect"], body: string, rest: Rest): Rule => ({
  id,
  expect,
  body,
  members: rest.members ?? "",
  files: rest.files ?? {},
});

export const passes = (id: number, body: string, rest: Rest = {}): Rule => rule(id, { k: "passes" }, body, rest);
export const refused = (id: number, message: RegExp, body: string, rest: Rest = {}): Rule =>
  rule(id, { k: "refused", message }, body, rest);
export const fails = (id: number, message: RegExp, body: string, rest: Rest = {}): Rule =>
  rule(id, { k: "fails", message }, body, rest);

/** Body that expects an exception of a type with a message. */
export const throws = (id: number, type: string, message: string, body: string, rest: Rest = {}): Rule =>
  passes(
    id,
    `String seen; try { ${body} } catch (${type} e) { seen = e.getMessage(); Assert.areEqual('System.${type}', e.getTypeName()); }
     Assert.areEqual('${message.replace(/'/g, "\\'")}', seen);`,
    rest,
  );
