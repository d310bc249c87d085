import type * as P from "@apexdevtools/apex-parser";
import type { Accessor, Annotation, MemberNode, Modifiers, Parameter, TriggerNode, TypeNode } from "../syntax/tree.ts";
import { fail, positionOf, type Source } from "./context.ts";
import { unquote } from "./literals.ts";
import { convertBlock, convertDeclarators, convertStatement } from "./statements.ts";
import { convertType, convertTypes } from "./types.ts";

export function convertModifiers(ctxs: P.ModifierContext[]): Modifiers {
  const words: string[] = [];
  const annotations: Annotation[] = [];
  for (const ctx of ctxs) {
    const annotation = ctx.annotation();
    if (annotation) annotations.push(convertAnnotation(annotation));
    else if (ctx.SHARING()) words.push(`${ctx.WITH() ? "with" : ctx.WITHOUT() ? "without" : "inherited"} sharing`);
    else words.push(ctx.getText().toLowerCase());
  }
  return { words, annotations };
}

function convertAnnotation(ctx: P.AnnotationContext): Annotation {
  const value = (e: P.ElementValueContext): string => {
    const text = e.getText();
    return text.startsWith("'") ? unquote(text) : text.toLowerCase();
  };
  const pairs = ctx.elementValuePairs()?.elementValuePair_list() ?? [];
  const values = pairs.map((p) => ({ name: p.id().getText().toLowerCase(), value: value(p.elementValue()) }));
  if (ctx.elementValue()) values.push({ name: "value", value: value(ctx.elementValue()) });
  return { at: positionOf(ctx), name: ctx.id().getText().toLowerCase(), values };
}

export function convertTypeDeclaration(source: Source, ctx: P.TypeDeclarationContext): TypeNode {
  const modifiers = convertModifiers(ctx.modifier_list());
  return convertAnyType(source, ctx, modifiers)!;
}

type TypeHolder = Pick<P.TypeDeclarationContext, "classDeclaration" | "interfaceDeclaration" | "enumDeclaration">;

function convertAnyType(source: Source, ctx: TypeHolder, modifiers: Modifiers): TypeNode | null {
  const empty = { k: "type", modifiers, extends: null, implements: [], constants: [], members: [] } as const;
  const cls = ctx.classDeclaration();
  if (cls) {
    return {
      ...empty,
      at: positionOf(cls),
      kind: "class",
      constants: [],
      name: cls.id().getText(),
      extends: cls.typeRef() ? convertType(cls.typeRef()) : null,
      implements: cls.typeList() ? convertTypes(cls.typeList()) : [],
      members: cls
        .classBody()
        .classBodyDeclaration_list()
        .flatMap((m) => convertClassMember(source, m)),
    };
  }
  const itf = ctx.interfaceDeclaration();
  if (itf) {
    return {
      ...empty,
      at: positionOf(itf),
      kind: "interface",
      constants: [],
      name: itf.id().getText(),
      implements: itf.typeList() ? convertTypes(itf.typeList()) : [],
      members: itf
        .interfaceBody()
        .interfaceMethodDeclaration_list()
        .map((m) => convertInterfaceMethod(m)),
    };
  }
  const en = ctx.enumDeclaration();
  if (!en) return null;
  const constants =
    en
      .enumConstants()
      ?.id_list()
      .map((id) => id.getText()) ?? [];
  return {
    ...empty,
    at: positionOf(en),
    kind: "enum",
    implements: [],
    members: [],
    name: en.id().getText(),
    constants,
  };
}

function convertInterfaceMethod(ctx: P.InterfaceMethodDeclarationContext): MemberNode {
  return {
    k: "method",
    at: positionOf(ctx),
    modifiers: convertModifiers(ctx.modifier_list()),
    returns: ctx.typeRef() ? convertType(ctx.typeRef()) : null,
    name: ctx.id().getText(),
    parameters: convertParameters(ctx.formalParameters()),
    body: null,
  };
}

function convertParameters(ctx: P.FormalParametersContext): Parameter[] {
  return (ctx.formalParameterList()?.formalParameter_list() ?? []).map((p) => ({
    at: positionOf(p),
    type: convertType(p.typeRef()),
    name: p.id().getText(),
    final: p.modifier_list().some((m) => !!m.FINAL()),
  }));
}

function convertClassMember(source: Source, ctx: P.ClassBodyDeclarationContext): MemberNode[] {
  if (ctx.SEMI() && !ctx.memberDeclaration()) return [];
  const block = ctx.block();
  if (block)
    return [{ k: "initializer", at: positionOf(ctx), static: !!ctx.STATIC(), body: convertBlock(source, block) }];
  return convertMember(source, ctx.memberDeclaration(), convertModifiers(ctx.modifier_list()));
}

type AnyMember = P.MemberDeclarationContext | P.TriggerMemberDeclarationContext;

export function convertMember(source: Source, ctx: AnyMember, modifiers: Modifiers): MemberNode[] {
  const inner = convertAnyType(source, ctx, modifiers);
  if (inner) return [inner];
  const method = ctx.methodDeclaration();
  if (method) {
    return [
      {
        k: "method",
        at: positionOf(method.id()),
        modifiers,
        returns: method.typeRef() ? convertType(method.typeRef()) : null,
        name: method.id().getText(),
        parameters: convertParameters(method.formalParameters()),
        body: method.block() ? convertBlock(source, method.block()) : null,
      },
    ];
  }
  const field = ctx.fieldDeclaration();
  if (field) {
    const vars = convertDeclarators(source, field.variableDeclarators());
    return [{ k: "field", at: positionOf(field), modifiers, type: convertType(field.typeRef()), vars }];
  }
  const property = ctx.propertyDeclaration();
  if (property) return [convertProperty(source, property, modifiers)];
  const ctor = (
    ctx as P.MemberDeclarationContext & { constructorDeclaration?: () => P.ConstructorDeclarationContext }
  ).constructorDeclaration?.();
  if (!ctor) return fail(source, positionOf(ctx), "unsupported", `member ${ctx.getText().slice(0, 40)}`);
  return [
    {
      k: "constructor",
      at: positionOf(ctor),
      modifiers,
      name: ctor.qualifiedName().getText(),
      parameters: convertParameters(ctor.formalParameters()),
      body: convertBlock(source, ctor.block()),
    },
  ];
}

function convertProperty(source: Source, ctx: P.PropertyDeclarationContext, modifiers: Modifiers): MemberNode {
  let get: Accessor | null = null;
  let set: Accessor | null = null;
  for (const block of ctx.propertyBlock_list()) {
    const which = block.getter() ?? block.setter();
    const accessor: Accessor = {
      at: positionOf(block),
      modifiers: convertModifiers(block.modifier_list()),
      body: which.block() ? convertBlock(source, which.block()) : null,
    };
    if ((block.getter() && get) || (!block.getter() && set))
      fail(source, accessor.at, "semantic", "Duplicate accessor");
    if (block.getter()) get = accessor;
    else set = accessor;
  }
  const type = convertType(ctx.typeRef());
  return { k: "property", at: positionOf(ctx.id()), modifiers, type, name: ctx.id().getText(), get, set };
}

export function convertTrigger(source: Source, ctx: P.TriggerUnitContext): TriggerNode {
  const block = ctx.triggerBlock();
  const members = block.triggerBlockMember_list();
  const declared = members.flatMap((m) =>
    m.triggerMemberDeclaration() && !m.statement()
      ? convertMember(source, m.triggerMemberDeclaration(), convertModifiers(m.modifier_list()))
      : [],
  );
  const position = positionOf(block);
  const body = members.flatMap((m) => (m.statement() ? [convertStatement(source, m.statement())] : []));
  return {
    k: "trigger",
    at: positionOf(ctx),
    name: ctx.id(0).getText(),
    object: ctx.id(1).getText(),
    events: ctx.triggerCase_list().map((c) => {
      const when = c.BEFORE() ? "before" : "after";
      return `${when} ${c.INSERT() ? "insert" : c.UPDATE() ? "update" : c.DELETE() ? "delete" : "undelete"}`;
    }),
    members: declared,
    body: { k: "block", at: position, body },
  };
}
