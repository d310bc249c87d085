import type { At } from "./position.ts";
import type { Expression } from "./tree.ts";

/** A SOQL query. Binds are Apex expressions; numbers in `binds` order are filled in when the query runs. */
export interface Query {
  at: At;
  select: SelectEntry[];
  from: string;
  where: Condition | null;
  groupBy: string[];
  having: Condition | null;
  orderBy: { field: string; descending: boolean; nullsLast: boolean | null }[];
  limit: QueryValue | null;
  offset: QueryValue | null;
  allRows: boolean;
}

export type SelectEntry =
  | { k: "field"; at: At; path: string; alias: string | null }
  | { k: "aggregate"; at: At; name: string; path: string | null; alias: string | null }
  | { k: "fields"; at: At; set: string }
  | { k: "children"; at: At; query: Query };

export type Condition =
  | { k: "and" | "or"; of: Condition[] }
  | { k: "not"; of: Condition }
  | { k: "compare"; at: At; path: string; aggregate: string | null; op: CompareOperator; value: QueryValue };

export type CompareOperator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "like" | "in" | "not in" | "includes" | "excludes";

export type QueryValue =
  | { k: "literal"; type: "null" | "Boolean" | "Number" | "String" | "Date" | "Datetime"; value: string }
  | { k: "formula"; at: At; name: string; n: number | null }
  | { k: "list"; of: QueryValue[] }
  | { k: "query"; query: Query }
  | { k: "bind"; at: At; of: Expression };
