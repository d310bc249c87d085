import { describe, expect, it } from "vitest";
import { compileApex } from "./apex.ts";

/** Members of a class that an org refuses, with the words of the refusal; `B` is a second class where one is given. */
interface Refused {
  members: string;
  said: RegExp;
  other?: string;
}
const REFUSED: readonly Refused[] = (
  [
    ["Integer f(Boolean b) { if (b) { return 1; } }", /Missing return/],
    ["Integer f() { try { return 1; } catch (Exception e) { } }", /Missing return/],
    ["enum E { X, Y } Integer f(E e) { switch on e { when X { return 1; } when Y { return 2; } } }", /Missing return/],
    ["Integer f() { return 1; Integer x = 2; }", /Unreachable/],
    ["void f() { for (Integer i = 0; i < 1; i++) { continue; i++; } }", /Unreachable/],
    ["static { return; }", /Initialisers cannot return/],
    ["A() { this(); }", /Recursive constructor/],
    ["virtual class P { public virtual void m() {} } class C extends P { public void m() {} }", /override keyword/],
    [
      "virtual class P { public void m() {} } class C extends P { public override void m() {} }",
      /cannot be overridden/,
    ],
    ["virtual class P { } class C extends P { public override void m() {} }", /non-overriding/],
    ["interface I { void m(); } class C implements I { void m() {} }", /must be public/],
    ["interface I {} class C implements I, I {}", /Duplicate interface/],
    ["abstract virtual class X {}", /virtual already/],
    ["Integer x { }", /needs an accessor/],
    ["private Integer x { public get; set; }", /more visible/],
    ["void f() { new B().s(); }", /not visible/, "public class B { @TestVisible private void s() {} }"],
    ["B.X x;", /not visible: B.X/, "public class B { private class X {} }"],
    ["void f(List<B.X> x) { }", /not visible: B.X/, "public class B { class X {} }"],
    ["void f() { new B().x = 1; }", /not visible/, "public class B { public Integer x { get; private set; } }"],
    ["void f() { Integer i; { Integer I; } }", /Duplicate variable/],
    ["void f() { Integer e; try { } catch (Exception e) { } }", /Duplicate variable/],
    ["void m(String s) {} void M(STRING t) {}", /Duplicate|already/i],
    ["Integer a; Integer A { get; set; }", /Duplicate field/],
    ["enum E { X, x }", /Duplicate enum/],
    ["void f() { final Integer i = 1; i++; }", /final|writeable/i],
    ["final Integer x = 1; void f() { x = 2; }", /not writeable/],
    ["void m() {} static void f() { m(); }", /static/],
    ["class X { static Integer i; }", /Static fields are not allowed in inner/],
    ["void f() { Integer select = 1; }", /reserved: select/],
    ["Integer group;", /reserved: group/],
    ["void f(String limit) { }", /reserved: limit/],
    ["Integer limit() { return 1; }", /reserved: limit/],
    ["class Where {}", /reserved: Where/],
    ["Object o = List<String>.class.getName();", /parentheses/],
    ["void f() { Set<Object> s = new Set<String>(); }", /Illegal assignment/],
    ["void f() { Map<Object, String> s = new Map<String, String>(); }", /Illegal assignment/],
    ["void f() { Map<String, String> s = new Map<String, Object>(); }", /Illegal assignment/],
    ["void f() { List<Decimal> s = new List<Integer>(); }", /Illegal assignment/],
    ["void f() { String s = 'a\nb'; }", /Line breaks/],
    ["webservice void f() { }", /global class/],
    ["@InvocableMethod public void f(List<String> a) { }", /static method/],
    ["@InvocableMethod public static void f(String a) { }", /one List/],
  ] as const
).map(([members, said, other]: readonly [string, RegExp, string?]) => ({ members, said, ...(other ? { other } : {}) }));

/** Queries that do not compile for the type of what they compare with. */
const QUERIES: readonly (readonly [declaration: string, where: string, said: RegExp])[] = [
  ["Integer v = 1;", "Name = :v", /Integer for column of type String/],
  ["Object v;", "Name = :v", /Object for column of type String/],
  ["Boolean v;", "NumberOfEmployees = :v", /Boolean for column of type Integer/],
  ["String v;", "CreatedDate = :v", /String for column of type Datetime/],
  ["String v;", "Name IN :v", /iterable/],
  ["Set<Integer> v;", "NumberOfEmployees < :v", /collection/],
  ["Set<Integer> v;", "Name IN :v", /Integer for column/],
  ["String v;", "Name != null LIMIT :v", /number of rows/],
  ["", "Name = 1", /enclosed in quotes/],
  ["", "NumberOfEmployees = 'x'", /not be enclosed in quotes/],
  ["", "NumberOfEmployees IN (1, 'x')", /not be enclosed in quotes/],
];

const ACCEPTED: readonly string[] = [
  "void f() { { Integer i; } { Integer i; } for (Integer j = 0; j < 1; j++) {} }",
  "final Integer x; A() { x = 2; }",
  "virtual class P { protected virtual void m() {} } class C extends P { public override void m() {} }",
  "class P { protected Integer x { get; private set; } }",
  "void f() { String string = 'x'; Date date = Date.today(); }",
  "class X { public X with(Integer count) { return this; } public X import() { return this; } }",
  "void f() { Map<String, Object> m = new Map<String, Account>(); List<Object> l = new List<String>(); }",
  "void f(List<Account> v) { Object o = [SELECT Id FROM Contact WHERE AccountId IN :v]; }",
  "void f(Account v) { Object o = [SELECT Id FROM Contact WHERE AccountId = :v]; }",
  "void f(Set<String> v, Decimal d) { Object o = [SELECT Id FROM Account WHERE Name = :v AND NumberOfEmployees > :d]; }",
  "void f(Date d) { Object o = [SELECT Id FROM Account WHERE CreatedDate > :d OR CreatedDate = TODAY]; }",
  "void f() { Object o = [SELECT COUNT(Id) n FROM Account GROUP BY Name HAVING COUNT(Id) > 1]; }",
];

const messages = async (members: string, other?: string): Promise<string> => {
  const compiled = await compileApex({ A: `public class A { ${members} }`, ...(other ? { B: other } : {}) });
  return compiled.ok ? "" : compiled.diagnostics.map((d) => d.message).join("\n");
};

describe("what an org refuses", () => {
  it.each(REFUSED)("does not compile: $members", async ({ members, said, other }) => {
    expect(await messages(members, other)).toMatch(said);
  });

  it.each(QUERIES)("does not compile: %s WHERE %s", async (declaration, where, said) => {
    const method = `void f() { ${declaration} Object o = [SELECT Id FROM Account WHERE ${where}]; }`;
    expect(await messages(method)).toMatch(said);
  });
});

describe("what an org takes", () => {
  it.each(ACCEPTED)("compiles: %s", async (members) => {
    expect(await messages(members)).toBe("");
  });
});
