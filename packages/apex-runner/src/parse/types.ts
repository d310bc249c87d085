import type { CreatedNameContext, TypeListContext, TypeRefContext } from "@apexdevtools/apex-parser";
import type { TypeRef } from "../syntax/tree.ts";
import { positionOf } from "./context.ts";

export function convertType(ctx: TypeRefContext): TypeRef {
  const position = positionOf(ctx);
  let type: TypeRef = {
    at: position,
    parts: ctx.typeName_list().map((part) => ({
      name: part.LIST() ? "List" : part.SET() ? "Set" : part.MAP() ? "Map" : part.id().getText(),
      args: part.typeArguments() ? convertTypes(part.typeArguments().typeList()) : [],
    })),
  };
  for (const _ of ctx.arraySubscripts()?.LBRACK_list() ?? []) type = listOf(type);
  return type;
}

export function convertTypes(ctx: TypeListContext): TypeRef[] {
  return ctx.typeRef_list().map(convertType);
}

export function convertCreatedName(ctx: CreatedNameContext): TypeRef {
  return {
    at: positionOf(ctx),
    parts: ctx.idCreatedNamePair_list().map((pair) => ({
      name: pair.anyId().getText(),
      args: pair.typeList() ? convertTypes(pair.typeList()) : [],
    })),
  };
}

/** `T[]` is `List<T>` (rule 77). */
export function listOf(type: TypeRef): TypeRef {
  return { at: type.at, parts: [{ name: "List", args: [type] }] };
}
