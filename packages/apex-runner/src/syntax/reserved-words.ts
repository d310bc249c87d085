/**
 * Words that no variable, parameter or field may be called. Names of types (`string`, `date`, `list` ...) are left out:
 * the manual's own examples use them as variables.
 */
const RESERVED = new Set(
  (
    "abstract activate and any array as asc autonomous begin break bulk by byte case cast catch char class collect commit " +
    "const continue default delete desc do else end enum exit export extends false final finally float for from global goto " +
    "group having hint if implements import in inner insert instanceof int interface into join like limit loop merge new " +
    "not null nulls of on or outer override package parallel pragma private protected public retrieve return rollback " +
    "select short sort static super switch synchronized testmethod then this throw transaction trigger true try undelete " +
    "update upsert using virtual void webservice when where while"
  ).split(" "),
);

/** Of these, the words of queries and statements: no method or type may be called so either. */
const KEYWORDS = new Set(
  "and as asc bulk by commit desc from having in instanceof like limit not nulls or select trigger using where".split(
    " ",
  ),
);

export function isKeyword(name: string): boolean {
  return KEYWORDS.has(name.toLowerCase());
}

export function isReserved(name: string): boolean {
  return RESERVED.has(name.toLowerCase());
}
