import { passes, refused, throws, type Rule } from "./rule.ts";

const pair = `class P { Integer a; P(Integer a) { this.a = a; } }
  class Q { Integer a; Q(Integer a) { this.a = a; } public Boolean equals(Object o) { return o instanceof Q && ((Q) o).a == a; } public Integer hashCode() { return a; } }`;

export const typesAndClasses: Rule[] = [
  throws(
    65,
    "TypeException",
    "Invalid conversion from runtime type Integer to String",
    "Object o = 5; String s = (String) o;",
  ),
  passes(66, "String s = (String) null; Assert.isNull(s);"),
  passes(67, "Object o; Assert.isFalse(o instanceof String);"),
  refused(68, /never an instance/, "Boolean b = 'a' instanceof Integer;"),
  refused(68, /always an instance/, "P f = new P(1); Boolean b = f instanceof P;", { members: pair }),
  refused(69, /Illegal assignment from Integer to String/, "String s = 5;"),
  passes(69, "String s = '' + 5; Assert.areEqual('5', s);"),
  throws(70, "StringException", "Invalid id: nope", "Id i = 'nope';"),
  passes(
    71,
    "Datetime dt = Date.newInstance(2026, 1, 2); Assert.areEqual(0, dt.hourGmt()); Assert.areEqual(2, dt.dayGmt());",
  ),
  passes(
    72,
    "Assert.isFalse(new P(1) == new P(1)); Assert.isTrue(new Q(1) == new Q(1)); Assert.areEqual(1, new Set<Q>{new Q(1), new Q(1)}.size());",
    { members: pair },
  ),
  passes(
    73,
    "Assert.isFalse(new List<Integer>{1} === new List<Integer>{1}); List<Integer> a = new List<Integer>(); List<Integer> b = a; Assert.isTrue(a === b); Assert.isFalse(a !== b);",
  ),
  passes(
    74,
    "Assert.isTrue(new List<Integer>{1} == new List<Integer>{1}); Assert.isTrue(new Account(Name='x') == new Account(Name='x')); Assert.isTrue(new Map<String,Integer>{'a'=>1} == new Map<String,Integer>{'a'=>1});",
  ),
  passes(75, "List<Object> xs = new List<String>{'a'}; Assert.areEqual('a', xs[0]);"),
  refused(75, /Illegal assignment/, "Set<Object> xs = new Set<String>();"),
  throws(
    76,
    "TypeException",
    "Invalid conversion from runtime type Map<String,Object> to Map<String,String>",
    'Map<String,String> m = (Map<String,String>) JSON.deserializeUntyped(\'{"a":"b"}\');',
  ),
  passes(
    77,
    "Assert.areEqual(2, new Integer[2].size()); Integer[] xs = new List<Integer>{1}; Assert.areEqual(1, xs[0]); Assert.isNull(new Integer[2][1]);",
  ),
  refused(78, /./, "", { members: "class Box<T> {}" }),
  passes(
    79,
    "Assert.areEqual(0, Color.RED.ordinal()); Assert.areEqual('GREEN', Color.GREEN.name()); Assert.areEqual(2, Color.values().size()); Assert.areEqual(Color.RED, Color.valueOf('RED'));",
    { members: "enum Color { RED, GREEN }" },
  ),
  passes(
    79,
    "Boolean seen = false; try { Color.valueOf('NOPE'); } catch (System.NoSuchElementException e) { seen = true; } Assert.isTrue(seen);",
    { members: "enum Color { RED, GREEN }" },
  ),
  passes(
    80,
    "Assert.isNull(Type.forName('Nope')); Type t = Type.forName('Outer.Inner'); Assert.areEqual('Outer.Inner', t.getName()); Outer.Inner i = (Outer.Inner) t.newInstance(); Assert.areEqual(7, i.n);",
    {
      files: { Outer: "public class Outer { public class Inner { public Integer n = 7; } }" },
    },
  ),
  passes(
    81,
    "Type t = Map<String, Object>.class; Map<String, Object> m = (Map<String, Object>) JSON.deserialize('{\"a\":1}', t); Assert.areEqual(1, m.get('a')); Assert.areEqual(Integer.class, Integer.class);",
  ),
  refused(82, /Illegal assignment from Long to Integer/, "Integer i = 1; Long l = i; i = l;"),
  passes(83, "Object o = 'x'; Assert.areEqual('object', f(o)); Assert.areEqual('string', f('x'));", {
    members: "static String f(Object o) { return 'object'; } static String f(String s) { return 'string'; }",
  }),
  passes(84, "Assert.areEqual('long', f(1));", {
    members: "static String f(Long l) { return 'long'; } static String f(Decimal d) { return 'decimal'; }",
  }),
  refused(85, /ambiguous/, "f(null);", { members: "static void f(String s) {} static void f(Integer i) {}" }),
  refused(86, /already defined/, "", { members: "void F(String s) {} void f(STRING s) {}" }),
  refused(87, /override/, "", {
    members: "virtual class A { public virtual void m() {} } class B extends A { public void m() {} }",
  }),
  refused(87, /cannot be extended/, "", { members: "class A {} class B extends A {}" }),
  refused(87, /cannot be overridden/, "", {
    members: "virtual class A { public void m() {} } class B extends A { public override void m() {} }",
  }),
  passes(88, "I i = new C(); Assert.areEqual(1, i.go());", {
    members: "interface I { Integer go(); } class C implements I { public Integer go() { return 1; } }",
  }),
  refused(88, /must be public or global/, "", {
    members: "interface I { void go(); } class C implements I { void go() {} }",
  }),
  refused(88, /must implement/, "", { members: "interface I { void go(); } class C implements I { }" }),
  passes(89, "Assert.areEqual(4, new C().secret);", { members: "class C { private Integer secret = 4; }" }),
  refused(89, /not visible/, "Integer i = new Other().secret;", {
    files: { Other: "public class Other { Integer secret = 4; }" },
  }),
  passes(90, "Assert.areEqual(4, Other.secret);", {
    files: { Other: "public class Other { @TestVisible private static Integer secret = 4; }" },
  }),
  refused(90, /not visible/, "", {
    files: {
      Other: "public class Other { @TestVisible private static Integer secret = 4; }",
      User2: "public class User2 { Integer x() { return Other.secret; } }",
    },
  }),
  refused(91, /not allowed in inner/, "", { members: "class B { static Integer x; }" }),
  refused(91, /inner types/, "", { members: "class B { class C {} }" }),
  passes(92, "Assert.areEqual(1, ++n);", {
    members: "static Integer n = 0; @IsTest static void first() { Assert.areEqual(1, ++n); }",
  }),
  passes(93, "Assert.isNull(F.a); Assert.areEqual(1, F.b); Assert.areEqual(2, F.c);", {
    files: {
      F: "public class F { public static Integer a = b; public static Integer b = 1; public static Integer c; static { c = b + 1; } }",
    },
  }),
  passes(94, "Assert.areEqual(',field,block,base,body', new B().log);", {
    members:
      "virtual class A { public String log = ''; A() { log += ',base'; } } class B extends A { String f = note(); { log += ',block'; } B() { super(); log += ',body'; } String note() { log += ',field'; return ''; } }",
  }),
  refused(95, /Constructor|does not exist|signature/, "new A();", { members: "class A { A(Integer i) {} }" }),
  refused(95, /first statement/, "", { members: "class A { A(Integer i) {} A() { Integer x = 1; this(2); } }" }),
  passes(95, "Assert.areEqual(2, new A().i);", {
    members: "class A { Integer i; A(Integer i) { this.i = i; } A() { this(2); } }",
  }),
  passes(96, "Assert.areEqual('x', new B().seen);", {
    members:
      "virtual class A { public String seen; A() { seen = '' + look(); } public virtual String look() { return 'a'; } } class B extends A { String f = 'x'; public override String look() { return f; } }",
  }),
  refused(97, /not writeable/, "C c = new C(); c.x = 2;", { members: "class C { final Integer x = 1; }" }),
  passes(97, "Assert.areEqual(3, new C(3).x);", {
    members: "class C { final Integer x; C(Integer x) { this.x = x; } }",
  }),
  refused(98, /not visible|not writeable/, "new Other().n = 1;", {
    files: { Other: "public class Other { public Integer n { get; private set; } }" },
  }),
  passes(98, "Other o = new Other(); o.twice = 4; Assert.areEqual(8, o.n);", {
    files: {
      Other:
        "public class Other { public Integer n { get; private set; } public Integer twice { set { n = value * 2; } } }",
    },
  }),
  passes(99, "Assert.areEqual('x', new P().s);", {
    members: "class P { public String s { get { if (s == null) s = 'x'; return s; } set; } }",
  }),
  passes(100, "List<Integer> xs = new List<Integer>(); change(xs); Assert.areEqual(1, xs.size());", {
    members: "static void change(List<Integer> xs) { xs.add(1); xs = null; }",
  }),
  refused(101, /Missing return/, "", { members: "static Integer f(Boolean b) { if (b) { return 1; } }" }),
  refused(101, /Unreachable/, "", { members: "static Integer f() { Integer i = 0; return 1; i++; }" }),
  refused(101, /Unreachable/, "while (true) { break; Integer i = 1; }"),
  passes(102, "Assert.areEqual('ab', new B().m());", {
    members:
      "virtual class A { public virtual String m() { return 'a'; } } class B extends A { public override String m() { return super.m() + 'b'; } }",
  }),
  passes(103, "Assert.areEqual(1, new S().n);", {
    files: { S: "public with sharing class S { public Integer n = 1; }" },
  }),
  passes(
    104,
    "ns.Foo f = new Foo(); Assert.areEqual(5, f.n); Assert.isNotNull(Type.forName('ns', 'Foo')); Assert.isNotNull(Type.forName('ns.Foo'));",
    { files: { Foo: "public class Foo { public Integer n = 5; }" } },
  ),
  passes(
    105,
    "List<C> xs = new List<C>{new C(3), new C(1)}; xs.sort(); Assert.areEqual(1, xs[0].n); xs.sort(new Down()); Assert.areEqual(3, xs[0].n); Integer sum = 0; for (Integer i : new Range()) { sum += i; } Assert.areEqual(3, sum);",
    {
      members: `class C implements Comparable { Integer n; C(Integer n) { this.n = n; } public Integer compareTo(Object o) { return n - ((C) o).n; } }
      class Down implements Comparator<C> { public Integer compare(C a, C b) { return b.n - a.n; } }
      class Range implements Iterable<Integer>, Iterator<Integer> { Integer i = 0; public Iterator<Integer> iterator() { return this; } public Boolean hasNext() { return i < 2; } public Integer next() { return ++i; } }`,
    },
  ),
];
