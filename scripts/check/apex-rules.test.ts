import { describe, expect, it } from "vitest";
import { apexRuleFaults } from "./apex-rules.ts";

describe("rules for Apex", () => {
  it("finds nothing in a class that keeps them", () => {
    const text = `/** Doc. */
      public with sharing class A {
        private Integer hidden;
        private final String fixed;
        private String shown { get; private set; }
        /** Doc. */
        @TestVisible
        public static void f() { List<A__c> rows = [SELECT Id FROM A__c WITH USER_MODE]; }
        private class Inner { public String field; }
      }`;
    expect(apexRuleFaults(text)).toEqual([]);
  });

  it.each([
    ["public class A {}", "sharing"],
    ["public with sharing class A {}", "comment"],
    ["/** d */ public with sharing class A { public void f() {} }", "comment"],
    ["/** d */ public with sharing class A { public A(String s) {} }", "comment"],
    ["/** d */ public with sharing class A { // no doc\n public String s { get; set; } }", "comment"],
    ["/** d */ public with sharing class A { /** d */ public class B { public String s; } }", "comment"],
    ["@IsTest(SeeAllData=true) private class A {}", "one org"],
    ["@IsTest private class A { @IsTest(seealldata = TRUE) static void f() {} }", "one org"],
    ["@IsTest private class A { static void f() { Assert.areEqual(1, 2); } }", "no message"],
    ["@IsTest private class A { static void f() { Assert.isTrue(true); } }", "no message"],
    ["@IsTest private class A { static void f() { System.assert(true); } }", "no message"],
    ["@IsTest private class A { static void f() { Assert.fail(); } }", "no message"],
    ["@IsTest private class A { static void f() { List<User> u = [SELECT Id FROM User]; } }", "WITH USER_MODE"],
    ["@IsTest private class A { private final String s { get; private set; } }", "may not be final"],
    ["/** d */ public with sharing class A { /** d */ public void f( }", ":"],
  ])("refuses %s", (text, words) => {
    expect(apexRuleFaults(text).join("\n")).toContain(words);
  });

  it("takes an assertion with its message", () => {
    const text =
      "@IsTest private class A { static void f() { Assert.areEqual(1, f(2, 3), 'why'); Assert.fail('why'); } }";
    expect(apexRuleFaults(text)).toEqual([]);
  });
});
