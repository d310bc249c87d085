import { passes, refused, throws, type Rule } from "./rule.ts";

export const numbersAndStrings: Rule[] = [
  passes(28, "Assert.areEqual(3, 7 / 2); Assert.areEqual(-3, -7 / 2); Assert.areEqual(-3L, -7L / 2L);"),
  passes(29, "Decimal d = 5 / 3; Assert.areEqual('1', String.valueOf(d));"),
  passes(30, "Integer big = 2147483647; Assert.areEqual(-2147483648, big + 1);"),
  passes(
    31,
    "Long l = 1000000 * 1000000; Assert.areEqual(-727379968L, l); Long m = 9223372036854775807L; Assert.areEqual(-9223372036854775807L - 1, m + 1);",
  ),
  refused(32, /Illegal assignment from Long to Integer/, "Integer i = 5L;"),
  passes(
    32,
    "Integer i = 5; Long l = i; Double d = l; Decimal n = d; Assert.areEqual('5.0', String.valueOf(d)); Assert.isTrue(n == 5);",
  ),
  passes(
    33,
    "Assert.areEqual(3, (Integer) 3.9); Assert.areEqual(3, (3.9).intValue()); Assert.areEqual(-3, (Integer) -3.9);",
  ),
  throws(34, "MathException", "Divide by 0", "Integer z = 0; Integer i = 1 / z;"),
  throws(34, "MathException", "Divide by 0", "Decimal z = 0; Decimal i = 1.0 / z;"),
  passes(35, "Assert.areEqual('3.30', '' + (1.10 + 2.2)); Assert.areEqual('2.250', '' + (1.5 * 1.50));"),
  passes(36, "Assert.isTrue(1.0 == 1.00);"),
  passes(
    37,
    "Assert.areEqual('0.333333333333333333333333333333333', '' + (1.0 / 3.0)); Assert.areEqual('0.25', '' + (1.0 / 4));",
  ),
  passes(
    38,
    "Assert.areEqual(2L, (2.5).round()); Assert.areEqual('0.12', '' + (0.125).setScale(2)); Assert.areEqual(2, Math.round(2.5)); Assert.areEqual(4, Math.round(3.5));",
  ),
  passes(
    39,
    "Assert.areEqual('-1.6', '' + (-1.55).setScale(1, RoundingMode.HALF_UP)); Assert.areEqual('-1.5', '' + (-1.55).setScale(1, System.RoundingMode.DOWN));",
  ),
  passes(40, "Assert.areEqual(-1, Math.mod(-7, 3)); Assert.areEqual(1, Math.mod(7, -3));"),
  passes(
    41,
    "Assert.areEqual(15, -1 >>> 28); Assert.areEqual(2, 1 << 33); Assert.areEqual(-1, -1 >> 5); Assert.areEqual(6, 7 & 14); Assert.areEqual(-1L >>> 60, 15L); Assert.areEqual(-8, ~7);",
  ),
  passes(
    42,
    "Boolean r = false & f(); Assert.areEqual(1, n); r = false && f(); Assert.areEqual(1, n); Assert.isTrue(true ^ false); Assert.isTrue(true | f()); Assert.areEqual(2, n);",
    {
      members: "static Integer n = 0; static Boolean f() { n++; return true; }",
    },
  ),
  passes(
    43,
    "List<Integer> xs = new List<Integer>{5, 6}; xs[next()] += 1; Assert.areEqual(1, n); Assert.areEqual(6, xs[0]);",
    {
      members: "static Integer n = 0; static Integer next() { return n++; }",
    },
  ),
  passes(44, "Integer i = 1; Integer j = i++ + ++i; Assert.areEqual(4, j); Assert.areEqual(3, i);"),
  passes(
    45,
    "Object o = 12; Assert.isTrue(o instanceof Decimal); Assert.isTrue(o instanceof Long); Assert.isTrue(o instanceof Integer); Object d = 1.5; Assert.isFalse(d instanceof Integer);",
  ),
  throws(46, "TypeException", "Invalid integer: 12x", "Integer.valueOf('12x');"),
  throws(46, "TypeException", "Invalid decimal: x", "Decimal.valueOf('x');"),
  passes(47, "Assert.areEqual('2.0', '' + 2.0d); Assert.areEqual('5', '' + 5L); Assert.areEqual('2.50', '' + 2.50);"),
  passes(48, "Assert.isTrue('ABC' == 'abc'); Assert.isFalse('ABC' != 'abc');"),
  passes(49, "Assert.isTrue('b' > 'A'); Assert.isFalse('a' < 'A');"),
  passes(
    50,
    "Assert.isFalse('ABC'.equals('abc')); Assert.isFalse('ABC'.contains('b')); Assert.isFalse(new Set<String>{'A'}.contains('a')); Assert.isFalse(new List<String>{'A'}.contains('a'));",
  ),
  passes(
    51,
    "Id a = '001000000000001'; Id b = '001000000000001AAA'; Assert.isTrue(a == b); Id c = '00100000000000a'; Id d = '00100000000000A'; Assert.isFalse(c == d);",
  ),
  throws(52, "StringException", "Starting position out of bounds: 5", "'abc'.substring(5);"),
  throws(52, "StringException", "Ending position out of bounds: 9", "'abc'.substring(1, 9);"),
  passes(53, "Assert.areEqual(new List<String>{'a', 'b'}, 'a.b..'.split('\\\\.'));"),
  passes(
    54,
    "Assert.areEqual('a#b#', 'a1b2'.replaceAll('[0-9]', '#')); Assert.areEqual('a.b', 'a*b'.replace('*', '.')); Assert.areEqual('b-a', 'a-b'.replaceFirst('(\\\\w)-(\\\\w)', '$2-$1'));",
  ),
  passes(
    55,
    "Assert.isTrue(Pattern.matches('(?i)abc', 'ABC')); Assert.isTrue(Pattern.matches('\\\\p{Alpha}+\\\\p{Lu}', 'abcD'));",
  ),
  passes(
    56,
    "Assert.isFalse(Pattern.compile('b').matcher('abc').matches()); Matcher m = Pattern.compile('(b)(c)').matcher('abc'); Assert.isTrue(m.find()); Assert.areEqual('c', m.group(2)); Assert.areEqual(1, m.start());",
  ),
  passes(
    57,
    "Assert.areEqual('a isn\\'t b', String.format('{0} isn\\'\\'t {1}', new List<Object>{'a', 'b'})); Assert.areEqual('{0} x', String.format('\\'{0}\\' {0}', new List<Object>{'x'}));",
  ),
  passes(
    58,
    "Assert.isTrue(String.isBlank(null)); Assert.isTrue(String.isEmpty('')); Assert.isFalse(String.isNotBlank(' '));",
  ),
  passes(59, "Assert.areEqual('1-2', String.join(new List<Integer>{1,2}, '-'));"),
  passes(
    60,
    "Assert.areEqual('(1, 2)', '' + new List<Integer>{1, 2}); Assert.areEqual('{1, 2}', '' + new Set<Integer>{1, 2}); Assert.areEqual('{k=v, k2=v2}', '' + new Map<String, String>{'k' => 'v', 'k2' => 'v2'});",
  ),
  passes(61, "Assert.areEqual('P:[x=1]', '' + new P()); Assert.areEqual('q!', '' + new Q());", {
    members: "class P { Integer x = 1; } class Q { public override String toString() { return 'q!'; } }",
  }),
  passes(62, "Assert.areEqual(2, '😀'.length());"),
  passes(
    63,
    "Assert.areEqual('2026-01-02 03:04:05', String.valueOf(Datetime.newInstance(2026, 1, 2, 3, 4, 5))); Assert.areEqual('5', String.valueOf(5));",
  ),
  passes(
    64,
    "Assert.areEqual('b', 'a,b'.substringAfter(',')); Assert.areEqual('  x', 'x'.leftPad(3)); Assert.areEqual('ab...', 'abcdefgh'.abbreviate(5)); Assert.areEqual('y', 'x[y]z'.substringBetween('[', ']')); Assert.areEqual('&lt;a&gt;', '<a>'.escapeHtml4());",
  ),
];
