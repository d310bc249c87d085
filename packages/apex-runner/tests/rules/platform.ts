import { fails, passes, refused, throws, type Rule } from "./rule.ts";

const mock = `class M implements HttpCalloutMock { public Integer n = 0; public String seen; public HttpResponse respond(HttpRequest r) { n++; seen = r.getEndpoint(); HttpResponse s = new HttpResponse(); s.setStatusCode(201); s.setBody('ok'); return s; } }
  static HttpResponse call() { HttpRequest r = new HttpRequest(); r.setEndpoint('callout:Name/path'); r.setMethod('GET'); return new Http().send(r); }`;
const data = `class P { public Integer a; public String b; public transient Integer t = 2; public String prop { get; set; } }
  class Box { public List<P> items; public Map<String, P> named; public P one; }
  enum Color { RED }`;

export const platform: Rule[] = [
  passes(
    133,
    'Assert.areEqual(\'{"a":1}\', JSON.serialize(one(), true)); Assert.areEqual(\'{"a":1,"b":null,"prop":null}\', JSON.serialize(one()));',
    { members: data + " static P one() { P p = new P(); p.a = 1; return p; }" },
  ),
  passes(
    134,
    "P p = new P(); p.prop = 'x'; Assert.areEqual('{\"n\":1}', JSON.serialize(new Stat())); Assert.isFalse(JSON.serialize(p).contains('\"t\"')); Assert.isTrue(JSON.serialize(p).contains('\"prop\":\"x\"'));",
    { members: data, files: { Stat: "public class Stat { public static Integer s = 1; public Integer n = 1; }" } },
  ),
  passes(
    135,
    "Assert.areEqual('\"2026-01-02T03:04:05.000Z\"', JSON.serialize(Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5))); Assert.areEqual('\"2026-01-02\"', JSON.serialize(Date.newInstance(2026, 1, 2))); Assert.areEqual('2.50', JSON.serialize(2.50)); Assert.areEqual('\"YQ==\"', JSON.serialize(Blob.valueOf('a'))); Assert.areEqual('\"RED\"', JSON.serialize(Color.RED));",
    { members: data },
  ),
  passes(136, "Assert.areEqual('{\"1\":\"a\"}', JSON.serialize(new Map<Integer,String>{1=>'a'}));"),
  passes(137, 'P p = (P) JSON.deserialize(\'{"a":1,"zz":2}\', P.class); Assert.areEqual(1, p.a);', { members: data }),
  throws(138, "JSONException", "Unknown field: RuleTest.P.zz", 'JSON.deserializeStrict(\'{"a":1,"zz":2}\', P.class);', {
    members: data,
  }),
  passes(
    139,
    "Map<String,Object> m = (Map<String,Object>) JSON.deserializeUntyped('{\"i\":1,\"l\":5000000000,\"d\":1.50,\"b\":true,\"n\":null,\"x\":[1]}'); Assert.isTrue(m.get('i') instanceof Integer); Assert.isFalse(m.get('l') instanceof Integer); Assert.areEqual('1.50', '' + m.get('d')); Assert.areEqual(true, m.get('b')); Assert.isTrue(m.containsKey('n')); Assert.isTrue(m.get('x') instanceof List<Object>);",
  ),
  passes(
    140,
    "String t; try { JSON.deserialize('\"x\"', Integer.class); } catch (JSONException e) { t = e.getMessage(); } Assert.isTrue(t.contains('Illegal value for primitive'), t);",
  ),
  passes(
    141,
    "String t; try { JSON.deserializeUntyped('{x'); } catch (JSONException e) { t = e.getMessage(); } Assert.isTrue(t.contains('at [line:1, column:2]'), t);",
  ),
  passes(
    142,
    'Box b = (Box) JSON.deserialize(\'{"items":[{"a":1}],"named":{"k":{"a":2}},"one":{"a":3}}\', Box.class); Assert.areEqual(1, b.items[0].a); Assert.areEqual(2, b.named.get(\'k\').a); Assert.areEqual(3, b.one.a);',
    { members: data },
  ),
  refused(144, /./, "", { members: "class P { public Integer class; }" }),
  passes(
    145,
    "Boolean seen = false; try { JSON.serialize(new HttpRequest()); } catch (JSONException e) { seen = true; } Assert.isTrue(seen);",
  ),
  passes(
    146,
    "JSONGenerator g = JSON.createGenerator(false); g.writeStartObject(); g.writeStringField('a', 'b'); g.writeFieldName('l'); g.writeStartArray(); g.writeNumber(1); g.writeNumber(2); g.writeEndArray(); g.writeEndObject(); Assert.areEqual('{\"a\":\"b\",\"l\":[1,2]}', g.getAsString()); JSONParser p = JSON.createParser('{\"a\":1,\"o\":{\"a\":5}}'); Integer total = 0; while (p.nextToken() != null) { if (p.getCurrentToken() == JSONToken.FIELD_NAME && p.getText() == 'o') { p.nextToken(); P v = (P) p.readValueAs(P.class); total = v.a; } } Assert.areEqual(5, total);",
    { members: data },
  ),
  passes(
    147,
    "M m = new M(); Test.setMock(HttpCalloutMock.class, m); Assert.areEqual(201, call().getStatusCode()); Assert.areEqual('ok', call().getBody()); Assert.areEqual(2, m.n);",
    { members: mock },
  ),
  throws(148, "CalloutException", "Methods defined as TestMethod do not support Web service callouts", "call();", {
    members: mock,
  }),
  passes(
    149,
    "M a = new M(); M b = new M(); Test.setMock(HttpCalloutMock.class, a); Test.setMock(HttpCalloutMock.class, b); call(); Assert.areEqual(0, a.n); Assert.areEqual(1, b.n); Test.setMock(HttpCalloutMock.class, new T1()); Boolean seen = false; try { call(); } catch (CalloutException e) { seen = e.getMessage() == 'timed out'; } Assert.isTrue(seen);",
    {
      members:
        mock +
        " class T1 implements HttpCalloutMock { public HttpResponse respond(HttpRequest r) { throw new CalloutException('timed out'); } }",
    },
  ),
  throws(
    150,
    "CalloutException",
    "You have uncommitted work pending. Please commit or rollback before calling out",
    "Test.setMock(HttpCalloutMock.class, new M()); insert new Account(Name='x'); call();",
    { members: mock },
  ),
  passes(
    151,
    "insert new Account(Name='x'); Test.startTest(); Test.setMock(HttpCalloutMock.class, new M()); Assert.areEqual(201, call().getStatusCode()); Test.stopTest();",
    { members: mock },
  ),
  fails(
    152,
    /Too many callouts: 101/,
    "Test.setMock(HttpCalloutMock.class, new M()); for (Integer i = 0; i < 101; i++) { call(); }",
    { members: mock },
  ),
  passes(
    153,
    "Boolean seen = false; try { new HttpRequest().setTimeout(0); } catch (CalloutException e) { seen = true; } Assert.isTrue(seen); new HttpRequest().setTimeout(120000);",
  ),
  passes(
    154,
    "M m = new M(); Test.setMock(HttpCalloutMock.class, m); call(); Assert.areEqual('callout:Name/path', m.seen);",
    { members: mock },
  ),
  passes(
    155,
    "HttpRequest r = new HttpRequest(); r.setBodyAsBlob(Blob.valueOf('é')); Assert.areEqual('é', r.getBody()); r.setBody('b'); Assert.areEqual('b', r.getBodyAsBlob().toString());",
  ),
  passes(
    156,
    "Assert.isNull(new HttpRequest().getHeader('X')); HttpRequest r = new HttpRequest(); r.setHeader('X', '1'); Assert.areEqual('1', r.getHeader('X'));",
  ),
  fails(
    157,
    /CalloutException/,
    "Test.setMock(HttpCalloutMock.class, new M()); Test.startTest(); later(); Test.stopTest();",
    { members: mock + " @future static void later() { call(); }" },
  ),
  passes(
    157,
    "M m = new M(); Test.setMock(HttpCalloutMock.class, m); Test.startTest(); later(); Test.stopTest(); Assert.areEqual(1, m.n);",
    { members: mock + " @future(callout=true) static void later() { call(); }" },
  ),
  refused(159, /global/, "", {
    files: { R: "@RestResource(urlMapping='/x/*') public class R { @HttpGet global static void g() {} }" },
  }),
  refused(159, /[Oo]ne|Duplicate|Only/, "", {
    files: {
      R: "@RestResource(urlMapping='/x/*') global class R { @HttpGet global static void g() {} @HttpGet global static void h() {} }",
    },
  }),
  passes(159, "R.g();", {
    files: { R: "@RestResource(urlMapping='/x/*') global class R { @HttpGet global static void g() {} }" },
  }),
  refused(160, /parameter/, "", {
    files: { R: "@RestResource(urlMapping='/x/*') global class R { @HttpGet global static void g(String a) {} }" },
  }),
  passes(
    166,
    "Assert.isNull(RestContext.request); RestContext.request = new RestRequest(); RestContext.request.requestBody = Blob.valueOf('x'); RestContext.request.addHeader('A', 'b'); Assert.areEqual('b', RestContext.request.headers.get('A')); RestContext.response = new RestResponse(); RestContext.response.statusCode = 401; Assert.areEqual(401, RestContext.response.statusCode);",
  ),
  passes(
    170,
    "Assert.isTrue(EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', Blob.valueOf(''))).startsWith('e3b0c442')); Assert.areEqual('f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8', EncodingUtil.convertToHex(Crypto.generateMac('hmacSHA256', Blob.valueOf('The quick brown fox jumps over the lazy dog'), Blob.valueOf('key'))));",
  ),
  passes(
    171,
    "Blob k = Crypto.generateAesKey(256); Blob c = Crypto.encryptWithManagedIV('AES256', k, Blob.valueOf('secret')); Assert.areEqual(32, c.size()); Assert.areEqual('secret', Crypto.decryptWithManagedIV('AES256', k, c).toString());",
  ),
  passes(
    172,
    "Boolean seen = false; try { Crypto.generateDigest('NOPE', Blob.valueOf('')); } catch (Exception e) { seen = true; } Assert.isTrue(seen);",
  ),
  passes(
    173,
    "String long1 = 'x'.repeat(100); Assert.isFalse(EncodingUtil.base64Encode(Blob.valueOf(long1)).contains('\\n'));",
  ),
  passes(
    174,
    "Assert.areEqual('a+b*%7E', EncodingUtil.urlEncode('a b*~', 'UTF-8')); Assert.areEqual('a b', EncodingUtil.urlDecode('a+b', 'UTF-8'));",
  ),
  passes(175, "Assert.areEqual('c3a9', EncodingUtil.convertToHex(Blob.valueOf('é')));"),
  passes(
    176,
    "Boolean seen = false; try { EncodingUtil.convertFromHex('ff').toString(); } catch (StringException e) { seen = true; } Assert.isTrue(seen);",
  ),
  passes(
    178,
    "Boolean seen = false; try { Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf('x'), 'nope'); } catch (NoDataFoundException e) { seen = true; } Assert.isTrue(seen);",
  ),
  passes(179, "Assert.areEqual(1767323045000L, Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5).getTime());"),
  passes(
    180,
    "Datetime dt = Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5); Assert.areEqual('2026-01-02T03:04:05Z', dt.formatGmt('yyyy-MM-dd\\'T\\'HH:mm:ss\\'Z\\'')); Assert.areEqual('Fri 2 Jan 26 3:04 AM', dt.formatGmt('EEE d MMM yy h:mm a'));",
  ),
  passes(
    181,
    "Assert.areEqual(3, Datetime.valueOfGmt('2026-01-02 03:04:05').hourGmt()); Boolean seen = false; try { Datetime.valueOf('2026-01-02T03:04:05Z'); } catch (TypeException e) { seen = true; } Assert.isTrue(seen);",
  ),
  passes(182, "Assert.areEqual(Date.newInstance(2026, 2, 28), Date.newInstance(2026, 1, 31).addMonths(1));"),
  passes(
    183,
    "Assert.areEqual(Date.newInstance(2026, 1, 3), Date.newInstance(2026, 1, 1) + 2); Datetime dt = Datetime.newInstanceGmt(2026, 1, 1, 0, 0, 0); Assert.areEqual(12, (dt + 0.5).hourGmt());",
  ),
  passes(184, "Assert.areEqual(-1, Date.newInstance(2026, 1, 2).daysBetween(Date.newInstance(2026, 1, 1)));"),
  passes(186, "Assert.areEqual(0, [SELECT COUNT() FROM Account]); insert new Account(Name='x');", {
    members:
      "@IsTest static void other() { Assert.areEqual(0, [SELECT COUNT() FROM Account]); insert new Account(Name='y'); } static testMethod void old() { Assert.areEqual(0, [SELECT COUNT() FROM Account]); }",
  }),
  passes(
    187,
    "Assert.areEqual(1, [SELECT COUNT() FROM Account]); Assert.areEqual(0, n); delete [SELECT Id FROM Account];",
    {
      members:
        "static Integer n = 0; @TestSetup static void make() { n = 5; insert new Account(Name='x'); } @IsTest static void again() { Assert.areEqual(1, [SELECT COUNT() FROM Account]); }",
    },
  ),
  passes(
    188,
    "Integer q = [SELECT COUNT() FROM Account]; Assert.areEqual(1, Limits.getQueries()); Test.startTest(); Assert.areEqual(0, Limits.getQueries()); Test.stopTest(); Assert.areEqual(1, Limits.getQueries());",
  ),
  fails(188, /startTest/, "Test.startTest(); Test.stopTest(); Test.startTest();"),
  passes(
    189,
    "Test.startTest(); later('a'); System.enqueueJob(new J()); Assert.areEqual(0, log.size()); Test.stopTest(); Assert.areEqual(new List<String>{'a', 'job'}, log);",
    {
      members:
        "static List<String> log = new List<String>(); @future static void later(String s) { log.add(s); } class J implements Queueable { public void execute(QueueableContext c) { log.add('job'); } }",
    },
  ),
  fails(190, /AsyncException/, "Test.startTest(); System.enqueueJob(new J()); Test.stopTest();", {
    members: "class J implements Queueable { public void execute(QueueableContext c) { System.enqueueJob(new J()); } }",
  }),
  fails(
    191,
    /^System.AssertException: Assertion Failed: msg: Expected: 1, Actual: 2$/,
    "Assert.areEqual(1, 2, 'msg');",
  ),
  fails(192, /Expected: a, Actual: A/, "Assert.areEqual('a', 'A');"),
  passes(
    193,
    "Assert.isTrue(Test.isRunningTest()); S s = (S) Test.createStub(S.class, new Provider()); Assert.areEqual('greet(Ada)', s.greet('Ada'));",
    {
      members:
        "class Provider implements StubProvider { public Object handleMethodCall(Object o, String m, Type r, List<Type> ts, List<String> ns, List<Object> args) { Assert.areEqual(String.class, ts[0]); Assert.areEqual('who', ns[0]); return m + '(' + args[0] + ')'; } }",
      files: { S: "public virtual class S { public virtual String greet(String who) { return 'real'; } }" },
    },
  ),
  passes(
    194,
    "User u = [SELECT Id FROM User LIMIT 1]; System.runAs(u) { Assert.areEqual(u.Id, UserInfo.getUserId()); }",
  ),
  refused(194, /runAs/, "", { files: { N: "public class N { void f(User u) { System.runAs(u) { } } }" } }),
  passes(196, "Assert.areEqual(0, [SELECT COUNT() FROM Account]);"),
  passes(197, "Assert.areEqual(0, Limits.getCallouts()); Assert.areEqual(100, Limits.getLimitCallouts());"),
  fails(
    198,
    /Too many SOQL queries: 101/,
    "for (Integer i = 0; i < 101; i++) { Integer n = [SELECT COUNT() FROM Account]; }",
  ),
  fails(198, /CPU time limit/, "while (true) { }"),
  fails(198, /Too many DML statements: 151/, "for (Integer i = 0; i < 151; i++) { insert new Account(Name='x'); }"),
  fails(198, /heap size/, "String s = 'x'; while (true) { s += s; }"),
  fails(199, /Maximum stack depth reached: 1001/, "try { down(1); } catch (Exception e) {}", {
    members: "static void down(Integer i) { down(i + 1); }",
  }),
  throws(200, "SObjectException", "Invalid field Nope for Account", "new Account().get('Nope');"),
  passes(
    200,
    "Account a = new Account(NAME='x'); Assert.areEqual('x', a.name); Assert.isNull(a.Industry); a.put('industry', 'Energy'); Assert.areEqual('Energy', a.Industry);",
  ),
  throws(201, "QueryException", "List has no rows for assignment to SObject", "Account a = [SELECT Id FROM Account];"),
  throws(
    201,
    "QueryException",
    "List has more than 1 row for assignment to SObject",
    "insert new List<Account>{new Account(Name='a'), new Account(Name='b')}; Account a = [SELECT Id FROM Account];",
  ),
  throws(
    202,
    "SObjectException",
    "SObject row was retrieved via SOQL without querying the requested field: Account.Industry",
    "insert new Account(Name='a'); Account a = [SELECT Name FROM Account]; String s = a.Industry;",
  ),
  passes(
    203,
    "insert new List<Account>{new Account(Name='a'), new Account(Name='b')}; Set<String> names = new Set<String>{'A', 'zz'}; Assert.areEqual(1, [SELECT Id FROM Account WHERE Name IN :names].size()); Assert.areEqual(1, [SELECT Id FROM Account WHERE Name = :('b' + '')].size());",
  ),
  passes(
    204,
    "Account a = new Account(Name='a'); insert a; Assert.isNotNull(a.Id); List<Database.SaveResult> r = Database.insert(new List<Account>{new Account(), new Account(Name='ok')}, false); Assert.isFalse(r[0].isSuccess()); Assert.isTrue(r[1].isSuccess()); Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, r[0].getErrors()[0].getStatusCode());",
  ),
  fails(
    204,
    /System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING/i,
    "insert new Account();",
  ),
  passes(
    205,
    "Conf__mdt c = Conf__mdt.getInstance('Main'); Assert.areEqual('https://x', c.Url__c); Assert.areEqual(1, Conf__mdt.getAll().size()); Assert.areEqual(0, Limits.getQueries()); Assert.areEqual('Main', [SELECT DeveloperName FROM Conf__mdt].DeveloperName);",
  ),
  passes(
    206,
    "Set__c o = Set__c.getOrgDefaults(); Assert.isNull(o.Id); insert new Set__c(SetupOwnerId = UserInfo.getOrganizationId(), N__c = 5); Assert.isTrue(Set__c.getOrgDefaults().N__c == 5); Assert.isTrue(Set__c.getInstance().N__c == 5);",
  ),
  passes(207, "Assert.areEqual('Hello there', System.Label.Greeting); Assert.areEqual('Hello there', Label.Greeting);"),
  refused(207, /Label does not exist/, "String s = System.Label.Nope;"),
  passes(
    208,
    "Savepoint p = Database.setSavepoint(); Account a = new Account(Name='x'); insert a; Database.rollback(p); Assert.areEqual(0, [SELECT COUNT() FROM Account]); Assert.isNotNull(a.Id);",
  ),
];
