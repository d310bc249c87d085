import { fails, passes, refused, throws, type Rule } from "./rule.ts";

export const statementsAndCollections: Rule[] = [
  passes(
    106,
    "String r; switch on 'A' { when 'a' { r = 'a'; } when else { r = 'else'; } } Assert.areEqual('else', r); Integer n; switch on n { when null { r = 'null'; } when 1, 2 { r = 'few'; } } Assert.areEqual('null', r); switch on 2 { when 1, 2 { r = 'few'; } } Assert.areEqual('few', r); switch on 5L { when 5L { r = 'long'; } } Assert.areEqual('long', r);",
  ),
  passes(
    107,
    "Color c = Color.GREEN; String r; switch on c { when RED { r = 'r'; } when GREEN { r = 'g'; } } Assert.areEqual('g', r);",
    { members: "enum Color { RED, GREEN }" },
  ),
  refused(107, /Duplicate/, "switch on 1 { when 1 {} when 1 {} }"),
  passes(
    108,
    "SObject s = new Account(Name='x'); String r; switch on s { when Contact c { r = c.LastName; } when Account a { r = a.Name; } } Assert.areEqual('x', r);",
  ),
  throws(
    109,
    "FinalException",
    "Cannot modify a collection while it is being iterated.",
    "List<Integer> xs = new List<Integer>{1, 2}; for (Integer i : xs) { xs.add(1); }",
  ),
  passes(
    109,
    "List<Integer> xs = new List<Integer>{1, 2}; for (Integer i : xs) { break; } xs.add(3); Assert.areEqual(3, xs.size());",
  ),
  passes(
    110,
    "Integer n = 0; for (String s : new Set<String>{'a', 'b'}) { n++; } insert new Account(Name='x'); for (Account a : [SELECT Id FROM Account]) { n++; } for (List<Account> some : [SELECT Id FROM Account]) { n += some.size(); } Assert.areEqual(4, n);",
  ),
  refused(111, /./, "Integer i = 0; do i++; while (i < 2);"),
  passes(111, "Integer i = 0; do { i++; } while (i < 2); for (; i < 5; i++); Assert.areEqual(5, i);"),
  passes(
    112,
    "Assert.areEqual(1, f()); Assert.areEqual(1, n); for (Integer i = 0; i < 3; i++) { try { if (i == 1) { break; } } finally { n++; } } Assert.areEqual(3, n);",
    { members: "static Integer n = 0; static Integer f() { try { return 1; } finally { n++; } }" },
  ),
  refused(113, /Exception/, "", { members: "class Oops extends Exception {}" }),
  passes(
    113,
    "E1Exception e = new E1Exception('m', new E1Exception()); Assert.areEqual('m', e.getMessage()); Assert.isNotNull(e.getCause()); Assert.isNotNull(new E1Exception(e));",
    { members: "class E1Exception extends Exception {}" },
  ),
  passes(
    114,
    "try { throw new E1Exception(); } catch (E1Exception e) { Assert.areEqual('Script-thrown exception', e.getMessage()); }",
    { members: "class E1Exception extends Exception {}" },
  ),
  passes(
    115,
    "Assert.areEqual('RuleTest.E1Exception', new E1Exception().getTypeName()); Assert.areEqual('System.NullPointerException', new NullPointerException().getTypeName()); Assert.areEqual('TopException', new TopException().getTypeName());",
    {
      members: "class E1Exception extends Exception {}",
      files: { TopException: "public class TopException extends Exception {}" },
    },
  ),
  passes(
    116,
    "try { Deep.go(); Assert.fail('no exception'); } catch (NullPointerException e) { Assert.areEqual('Class.Deep.inner: line 5, column 9\\nClass.Deep.go: line 2, column 31', e.getStackTraceString().substringBefore('\\nClass.RuleTest')); }",
    {
      files: {
        Deep: "public class Deep {\n    public static void go() { inner(); }\n    static void inner() {\n        String s;\n        s.length();\n    }\n}",
      },
    },
  ),
  passes(
    117,
    "Integer line; try { String s;\ns.length(); } catch (Exception e) { line = e.getLineNumber(); e.setMessage('new'); Assert.areEqual('new', e.getMessage()); Exception f = new E1Exception('f'); f.initCause(e); Assert.areEqual(e, f.getCause()); } Assert.isTrue(line > 0);",
    { members: "class E1Exception extends Exception {}" },
  ),
  passes(
    118,
    "String r; try { Integer.valueOf('x'); } catch (NullPointerException e) { r = 'npe'; } catch (TypeException e) { r = 'type'; } catch (Exception e) { r = 'any'; } Assert.areEqual('type', r);",
  ),
  fails(119, /Assertion Failed: x/, "try { Assert.fail('x'); } catch (Exception e) {}"),
  fails(119, /Assertion Failed: lost/, "swallow();", {
    members: "static void swallow() { try { Assert.fail('lost'); } finally { return; } }",
  }),
  fails(119, /Expected: 1, Actual: 2/, "try { System.assertEquals(1, 2); } catch (System.AssertException e) {}"),
  fails(
    120,
    /System.LimitException: Too many callouts: 101/,
    "Test.setMock(HttpCalloutMock.class, new M()); try { for (Integer i = 0; i < 101; i++) { HttpRequest r = new HttpRequest(); r.setEndpoint('https://x.y'); r.setMethod('GET'); new Http().send(r); } } catch (Exception e) {}",
    {
      members:
        "class M implements HttpCalloutMock { public HttpResponse respond(HttpRequest r) { return new HttpResponse(); } }",
    },
  ),
  fails(121, /^System.TypeException: Invalid integer: x$/, "Integer.valueOf('x');"),
  throws(122, "ListException", "List index out of bounds: 0", "Integer i = new List<Integer>()[0];"),
  passes(
    123,
    "List<String> xs = new List<String>{'a', 'b'}; Assert.areEqual('a', xs.remove(0)); xs.add(0, 'z'); xs.set(1, 'y'); Assert.areEqual(new List<String>{'z', 'y'}, xs);",
  ),
  passes(124, "List<Integer> xs = new List<Integer>{3, null, 1}; xs.sort(); Assert.areEqual('(null, 1, 3)', '' + xs);"),
  passes(
    125,
    "List<List<Integer>> a = new List<List<Integer>>{new List<Integer>{1}}; List<List<Integer>> b = a.clone(); b[0].add(2); Assert.areEqual(2, a[0].size()); List<Account> c = new List<Account>{new Account(Name='x')}; List<Account> d = c.deepClone(); d[0].Name = 'y'; Assert.areEqual('x', c[0].Name);",
  ),
  passes(126, "Set<String> s = new Set<String>(); Assert.isTrue(s.add('a')); Assert.isFalse(s.add('a'));"),
  passes(
    127,
    "Map<String, Integer> m = new Map<String, Integer>(); Assert.isNull(m.put('a', 1)); Assert.areEqual(1, m.put('a', 2)); Assert.isNull(m.get('zz')); m.put(null, 9); Assert.areEqual(9, m.get(null));",
  ),
  passes(128, "Map<String, Integer> m = new Map<String, Integer>{'a' => 1}; Assert.isFalse(m.containsKey('A'));"),
  passes(
    129,
    "Map<String, Integer> m = new Map<String, Integer>{'z' => 1, 'a' => 2}; Assert.areEqual('{z=1, a=2}', '' + m);",
  ),
  passes(
    130,
    "Account a = new Account(Name='x'); insert a; Map<Id, SObject> m = new Map<Id, SObject>(new List<Account>{a}); Assert.areEqual(a, m.get(a.Id)); Map<Id, Account> n = new Map<Id, Account>([SELECT Id FROM Account]); Assert.isTrue(n.containsKey(a.Id));",
  ),
  passes(
    131,
    "Map<String, Integer> m = new Map<String, Integer>{'a' => 1}; List<Integer> v = m.values(); m.put('b', 2); Assert.areEqual(1, v.size());",
  ),
  passes(
    132,
    "K k = new K(); k.n = 1; Map<K, String> m = new Map<K, String>{k => 'v'}; k.n = 2; Assert.isNull(m.get(k));",
    {
      members:
        "class K { public Integer n; public Boolean equals(Object o) { return ((K) o).n == n; } public Integer hashCode() { return n; } }",
    },
  ),
];
