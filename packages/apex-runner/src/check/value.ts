import type { Type, TypeSymbol } from "../symbols/model.ts";
import type { At } from "../syntax/position.ts";

/** `?.` seen so far in a chain: if `temp` is null, the whole rest of the chain is null (rule 21). */
export interface Guard {
  temp: string;
  js: string;
}

/** A checked expression: its static type and the JavaScript that computes it. */
export interface Value {
  at: At;
  type: Type;
  js: string;
  nonNull?: boolean;
  guards?: Guard[];
  /** set for a SOQL expression whose rows are of this object: it may stand for one row */
  rowsOf?: TypeSymbol;
  /** set for `DescribeSObjectResult.fields` of a known object */
  fieldsOf?: TypeSymbol;
  /** set for `Account.SObjectType.fields`: its members are tokens of fields */
  tokensOf?: TypeSymbol;
  /** the same for `fieldSets` */
  fieldSetsOf?: TypeSymbol;
  /** set for a field that leads to a parent record: reading on from null is null, not an exception */
  parent?: boolean;
  isSuper?: boolean;
}

/** What a (dotted) name can stand for. */
export type Meaning = { k: "value"; value: Value } | { k: "type"; type: Type } | { k: "namespace"; name: string };

/** Something that can be assigned to. `before` are temporaries to compute once; `write` gives an expression with the new value. */
export interface Target {
  type: Type;
  before: string[];
  read: string;
  write: (js: string) => string;
}
