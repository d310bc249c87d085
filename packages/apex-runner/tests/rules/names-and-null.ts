import { passes, refused, throws, type Rule } from "./rule.ts";

const foo = `class Foo { public Foo next; public String name; public Integer x; public Foo bar() { return next; } }`;

export const namesAndNull: Rule[] = [
  passes(1, "Integer Total = 1; TOTAL++; ASSERT.areEqual(2, total);"),
  refused(2, /Duplicate variable: N/, "Integer n; if (true) { Integer N; }"),
  passes(2, "if (true) { Integer n = 1; } if (true) { Integer n = 2; Assert.areEqual(2, n); }"),
  passes(3, "P p = new P(); p.f(3); Assert.areEqual(3, p.x);", {
    members: "class P { Integer x; void f(Integer x) { this.x = x; } }",
  }),
  refused(4, /./, "String s = 'a\\q';"),
  passes(4, "Assert.areEqual(7, 'a\\tb\\'\\u0041\\\\c'.length() + 0);"),
  refused(5, /multi-line string/, "String s = '''\na\nb''';"),
  refused(6, /Illegal integer|2147483648/, "Long l = 2147483648;"),
  passes(6, "Long l = 2147483648L; Assert.areEqual('2147483648', '' + l);"),
  passes(7, "Object o = 1.50; Assert.areEqual('1.50', String.valueOf(o)); Assert.isTrue(1.5d instanceof Object);"),
  refused(8, /./, "Integer i = 5 % 2;"),
  passes(8, "Assert.areEqual(1, Math.mod(5, 2));"),
  passes(9, "Assert.isTrue(1 <> 2);"),
  passes(10, "Assert.isTrue(true);", {
    files: { Other: "@IsTest(SeeAllData=false IsParallel=true) private class Other { @IsTest static void t() {} }" },
  }),
  passes(11, "String string = 'x'; Assert.areEqual(1, string.length());"),
  refused(11, /./, "String string = 'x'; String.isBlank(string);"),
  passes(12, "Assert.areEqual('own', new Http().who()); System.Http h = new System.Http(); Assert.isNotNull(h);", {
    files: { Http: "public class Http { public String who() { return 'own'; } }" },
  }),
  passes(13, "Boolean b; Integer i; Assert.isTrue(b == null && i == null);"),
  throws(14, "NullPointerException", "Attempt to de-reference a null object", "String s; s.length();"),
  throws(15, "NullPointerException", "Attempt to de-reference a null object", "Boolean b; if (b) {}"),
  throws(15, "NullPointerException", "Attempt to de-reference a null object", "Boolean b; Boolean c = true && b;"),
  throws(15, "NullPointerException", "Attempt to de-reference a null object", "Boolean b; Boolean c = !b;"),
  throws(16, "NullPointerException", "Attempt to de-reference a null object", "Integer i; i += 1;"),
  throws(16, "NullPointerException", "Attempt to de-reference a null object", "Integer i; i++;"),
  passes(17, "String s; Assert.areEqual('xnull', 'x' + s);"),
  passes(18, "Integer i; Assert.isFalse(i < 5); Assert.isFalse(i >= 5); Date d; Assert.isFalse(d < Date.today());"),
  passes(19, "String s; Assert.isTrue(s < 'a'); Assert.isFalse('a' < s);"),
  passes(20, "Object o; Assert.isTrue(o == null); Assert.isFalse(null != o);"),
  passes(21, "Foo f; Assert.areEqual(null, f?.bar().name); Assert.areEqual(null, f?.bar().bar().name);", {
    members: foo,
  }),
  passes(21, "String s; Assert.areEqual(null, s?.substring(1).toUpperCase().length());"),
  throws(
    22,
    "NullPointerException",
    "Attempt to de-reference a null object",
    "Foo f = new Foo(); String s = f?.bar().name;",
    { members: foo },
  ),
  refused(23, /[Ss]afe navigation/, "Foo f; f?.x = 1;", { members: foo }),
  refused(23, /[Ss]afe navigation/, "Integer i = Math?.abs(1);"),
  refused(23, /[Ss]afe navigation/, "Foo f; List<Account> a = [SELECT Id FROM Account WHERE Name = :f?.name];", {
    members: foo,
  }),
  passes(
    24,
    "Assert.areEqual('v', 'v' ?? boom()); Assert.areEqual(0, n); Assert.areEqual('b', nothing() ?? boom()); Assert.areEqual(1, n);",
    {
      members:
        "static Integer n = 0; static String boom() { n++; return 'b'; } static String nothing() { return null; }",
    },
  ),
  passes(25, "Integer a; Integer b = 3; Assert.areEqual(7, a ?? 10 - b ?? 0);"),
  passes(25, "Boolean n; Assert.areEqual('yes', (n ?? true || false) ? 'yes' : 'no');"),
  refused(26, /Incompatible types/, "Boolean flag = true; Integer i = flag ? 1 : 'x';"),
  refused(26, /Incompatible types/, "Integer i; Object o = i ?? 'x';"),
  passes(26, "Boolean flag = false; Decimal d = flag ? 1 : 2.5; Assert.areEqual(2.5, d);"),
  passes(
    27,
    "Assert.isNull([SELECT Name FROM Account WHERE Id = null]?.Name); Account a = [SELECT Name FROM Account WHERE Id = null] ?? new Account(Name = 'z'); Assert.areEqual('z', a.Name);",
  ),
];
