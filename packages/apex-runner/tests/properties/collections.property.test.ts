import fc from "fast-check";
import { expect, it } from "vitest";
import { apexClass } from "./apex-class.ts";

const body = `
  public class Item implements Comparable {
    public Integer rank;
    public Integer place;
    public Integer compareTo(Object other) { return rank - ((Item) other).rank; }
  }
  public class Backwards implements Comparator<Item> {
    public Integer compare(Item a, Item b) { return b.rank - a.rank; }
  }
  public class Key {
    public Integer id;
    public Key(Integer id) { this.id = id; }
    public Boolean equals(Object other) { return other instanceof Key && ((Key) other).id == id; }
    public Integer hashCode() { return Math.mod(id, 3); }
  }
  private List<Item> items(List<Integer> ranks) {
    List<Item> made = new List<Item>();
    for (Integer rank : ranks) { Item i = new Item(); i.rank = rank; i.place = made.size(); made.add(i); }
    return made;
  }
  private List<Integer> places(List<Item> sorted) {
    List<Integer> found = new List<Integer>();
    for (Item i : sorted) { found.add(i.place); }
    return found;
  }
  public List<Integer> byRank(List<Integer> ranks) { List<Item> l = items(ranks); l.sort(); return places(l); }
  public List<Integer> backwards(List<Integer> ranks) {
    List<Item> l = items(ranks); l.sort(new Backwards()); return places(l);
  }
  public List<Integer> integers(List<Integer> l) { l.sort(); return l; }
  public List<String> texts(List<String> l) { l.sort(); return l; }
  public List<String> mapped(List<List<String>> steps) {
    Map<String, Integer> m = new Map<String, Integer>();
    List<String> said = new List<String>();
    for (List<String> step : steps) {
      switch on step[0] {
        when 'put' { said.add('' + m.put(step[1], Integer.valueOf(step[2]))); }
        when 'remove' { said.add('' + m.remove(step[1])); }
        when 'get' { said.add('' + m.get(step[1])); }
        when 'has' { said.add(String.valueOf(m.containsKey(step[1]))); }
        when else { m.clear(); said.add('cleared'); }
      }
    }
    for (String k : m.keySet()) { said.add(k + '=' + m.get(k)); }
    said.add(String.valueOf(m.values()));
    return said;
  }
  public List<String> gathered(List<List<Integer>> steps) {
    Set<Key> s = new Set<Key>();
    List<String> said = new List<String>();
    for (List<Integer> step : steps) {
      Key k = new Key(step[1]);
      said.add(String.valueOf(step[0] == 0 ? s.add(k) : step[0] == 1 ? s.remove(k) : s.contains(k)));
    }
    for (Key k : s) { said.add(String.valueOf(k.id)); }
    return said;
  }
  public List<Integer> retained(List<Integer> a, List<Integer> b) {
    Set<Integer> s = new Set<Integer>(a); s.retainAll(new Set<Integer>(b)); return new List<Integer>(s);
  }
  public List<Integer> without(List<Integer> a, List<Integer> b) {
    Set<Integer> s = new Set<Integer>(a); s.removeAll(b); return new List<Integer>(s);
  }`;
const call = await apexClass(body);

/** Puts each place after all that rank the same or lower: stable by construction. */
function inserted(ranks: number[], above: (a: number, b: number) => boolean): number[] {
  const sorted: number[] = [];
  ranks.forEach((rank, place) => {
    const at = sorted.findIndex((p) => above(ranks[p]!, rank));
    sorted.splice(at < 0 ? sorted.length : at, 0, place);
  });
  return sorted;
}

const fewRanks = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 });
const small = fc.integer({ min: 0, max: 7 });

it("sort keeps the order of equal items, by Comparable and by Comparator", () => {
  fc.assert(
    fc.property(fewRanks, (ranks) => {
      expect(call("byRank", ranks)).toEqual(inserted(ranks, (a, b) => a > b));
      expect(call("backwards", ranks)).toEqual(inserted(ranks, (a, b) => a < b));
    }),
  );
});

it("sort puts null first, numbers by value and texts by their codes", () => {
  const isNull = (x: unknown): boolean => x === null;
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: -2147483648, max: 2147483647 }))), (list) => {
      const numbers = list.filter((n) => n !== null);
      const places = inserted(numbers, (a, b) => a > b).map((p) => numbers[p]!);
      expect(call("integers", list)).toEqual([...list.filter(isNull), ...places]);
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.option(fc.constantFrom("a", "A", "b", "B", "ab", "aB", "", "1"))), (list) => {
      const order = ["", "1", "A", "B", "a", "aB", "ab", "b"];
      const texts = list.filter((t) => t !== null).map((t) => order.indexOf(t));
      const sorted = inserted(texts, (a, b) => a > b).map((p) => order[texts[p]!]!);
      expect(call("texts", list)).toEqual([...list.filter(isNull), ...sorted]);
    }),
  );
});

const keys = fc.constantFrom("a", "A", "b", "ab", "");
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constant("put"), keys, small.map(String)) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom("remove", "get", "has"), keys, fc.constant("")) },
    { weight: 1, arbitrary: fc.constant<[string, string, string]>(["clear", "", ""]) },
  ),
  { maxLength: 25 },
);

/** The same steps on a plain list of pairs. */
function mapped(all: [string, string, string][]): string[] {
  let pairs: [string, string][] = [];
  const said = all.map(([verb, key, value]) => {
    const found = pairs.find(([k]) => k === key);
    if (verb === "has") return String(found !== undefined);
    const old = found?.[1] ?? "null";
    if (verb === "put" && found) found[1] = value;
    else if (verb === "put") pairs.push([key, value]);
    if (verb === "remove") pairs = pairs.filter(([k]) => k !== key);
    if (verb !== "clear") return old;
    pairs = [];
    return "cleared";
  });
  return [...said, ...pairs.map(([k, v]) => `${k}=${v}`), `(${pairs.map(([, v]) => v).join(", ")})`];
}

it("a map minds the case of its keys, answers the value before, and keeps the order of first insertion", () => {
  fc.assert(
    fc.property(steps, (all) => {
      expect(call("mapped", all)).toEqual(mapped(all));
    }),
  );
});

it("a set of own objects goes by equals and hashCode, collisions included", () => {
  const verbs = fc.integer({ min: 0, max: 2 });
  fc.assert(
    fc.property(fc.array(fc.tuple(verbs, small), { maxLength: 25 }), (all) => {
      let held: number[] = [];
      const said = all.map(([verb, id]) => {
        const has = held.includes(id);
        if (verb === 0 && !has) held.push(id);
        if (verb === 1) held = held.filter((x) => x !== id);
        return String(verb === 0 ? !has : has);
      });
      expect(call("gathered", all)).toEqual([...said, ...held.map(String)]);
    }),
  );
});

it("sets retain and remove by value", () => {
  fc.assert(
    fc.property(fc.array(small), fc.array(small), (a, b) => {
      const once = a.filter((x, i) => a.indexOf(x) === i);
      expect(call("retained", a, b)).toEqual(once.filter((x) => b.includes(x)));
      expect(call("without", a, b)).toEqual(once.filter((x) => !b.includes(x)));
    }),
  );
});
