/** A generated Apex project of a little over 4,000 lines with 200 tests: ten services of a call center, each with its test class. */
export interface ApexProject {
  readonly files: ReadonlyMap<string, string>;
  readonly lines: number;
  readonly tests: number;
}

const CLASSES = 10;
const TESTS_EACH = 20;
const NOUNS = "Call Queue Agent Wrap Skill Route Shift Callback Hold Transfer Prompt Voicemail".split(" ");
const FIELDS = "priority duration attempts weight rank score".split(" ");

/** Numbers that look random and are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export function apexProject(seed = 1): ApexProject {
  const next = seeded(seed);
  const files = new Map<string, string>();
  for (let i = 0; i < CLASSES; i++) {
    const name = `${NOUNS[i % NOUNS.length]!}Service${i}`;
    const field = FIELDS[next(FIELDS.length)]!;
    const limit = 10 + next(90);
    files.set(`${name}.cls`, service(name, field, limit, next));
    files.set(`${name}Test.cls`, tests(name, field, limit));
  }
  const text = [...files.values()].join("");
  return { files, lines: text.split("\n").length - 1, tests: CLASSES * TESTS_EACH };
}

function service(name: string, field: string, limit: number, next: (below: number) => number): string {
  const rules = Array.from({ length: TESTS_EACH - 4 }, (_, i) => rule(i, field, next)).join("\n");
  return `/** Decides what happens to the work of ${name}. */
public with sharing class ${name} {
    public static final Integer LIMIT_OF_${field.toUpperCase()} = ${limit};
    private static final Map<String, Integer> WEIGHTS = new Map<String, Integer>{ 'low' => 1, 'normal' => 3, 'high' => ${5 + next(5)} };

    public enum Kind {
        INBOUND,
        OUTBOUND,
        INTERNAL
    }

    public class ItemException extends Exception {
    }

    public class Item implements Comparable {
        public String name { get; private set; }
        public Integer ${field} { get; set; }
        public Kind kind { get; set; }

        public Item(String name, Integer ${field}) {
            this.name = name;
            this.${field} = ${field};
            this.kind = Kind.INBOUND;
        }

        public Integer compareTo(Object other) {
            Item that = (Item) other;
            if (this.${field} == that.${field}) {
                return this.name.compareTo(that.name);
            }
            return this.${field} > that.${field} ? 1 : -1;
        }
    }

    private final List<Item> items = new List<Item>();
    private final Map<String, Item> byName = new Map<String, Item>();

    public Item add(String name, Integer ${field}) {
        if (String.isBlank(name)) {
            throw new ItemException('An item needs a name');
        }
        if (byName.containsKey(name)) {
            throw new ItemException('Twice: ' + name);
        }
        Item item = new Item(name, Math.min(${field}, LIMIT_OF_${field.toUpperCase()}));
        items.add(item);
        byName.put(name, item);
        return item;
    }

    public List<String> inOrder() {
        List<Item> sorted = items.clone();
        sorted.sort();
        List<String> names = new List<String>();
        for (Item item : sorted) {
            names.add(item.name);
        }
        return names;
    }

    public Map<Kind, Integer> countByKind() {
        Map<Kind, Integer> counts = new Map<Kind, Integer>();
        for (Item item : items) {
            Integer before = counts.get(item.kind) ?? 0;
            counts.put(item.kind, before + 1);
        }
        return counts;
    }

    public Integer weightOf(String level) {
        return WEIGHTS.get(level?.toLowerCase()) ?? 0;
    }

    public String toJson() {
        List<Map<String, Object>> rows = new List<Map<String, Object>>();
        for (Item item : items) {
            rows.add(new Map<String, Object>{ 'name' => item.name, '${field}' => item.${field}, 'kind' => item.kind.name() });
        }
        return JSON.serialize(rows);
    }

    public String describe(Kind kind) {
        switch on kind {
            when INBOUND, OUTBOUND {
                return 'with a customer';
            }
            when INTERNAL {
                return 'between agents';
            }
            when else {
                return 'unknown';
            }
        }
    }
${rules}
}
`;
}

/** One of several small methods: arithmetic, text, and a loop, with its own constants. */
function rule(i: number, field: string, next: (below: number) => number): string {
  const [a, b] = [2 + next(9), 1 + next(20)];
  return `
    public Integer rule${i}(Integer given) {
        Integer total = given ?? ${b};
        for (Integer step = 0; step < ${a}; step++) {
            if (Math.mod(total + step, ${a}) == 0) {
                total += ${b};
            } else if (total > LIMIT_OF_${field.toUpperCase()}) {
                total -= step;
            }
        }
        return total;
    }`;
}

function tests(name: string, field: string, limit: number): string {
  const own = Array.from(
    { length: TESTS_EACH - 4 },
    (_, i) => `
    @IsTest
    static void rule${i}GivesTheSameTwice() {
        ${name} service = new ${name}();
        Integer once = service.rule${i}(${i * 7});
        Assert.areEqual(once, service.rule${i}(${i * 7}), 'rule ${i}');
        Assert.isNotNull(service.rule${i}(null));
    }
`,
  ).join("");
  return `@IsTest
private class ${name}Test {
    private static ${name} filled() {
        ${name} service = new ${name}();
        service.add('b', 2);
        service.add('a', 1);
        service.add('c', ${limit + 5}).kind = ${name}.Kind.OUTBOUND;
        return service;
    }

    @IsTest
    static void itemsComeInOrder() {
        Assert.areEqual(new List<String>{ 'a', 'b', 'c' }, filled().inOrder());
    }

    @IsTest
    static void itemsAreCountedAndWritten() {
        ${name} service = filled();
        Assert.areEqual(2, service.countByKind().get(${name}.Kind.INBOUND));
        List<Object> rows = (List<Object>) JSON.deserializeUntyped(service.toJson());
        Map<String, Object> third = (Map<String, Object>) rows[2];
        Assert.areEqual(${limit}, third.get('${field}'));
    }

    @IsTest
    static void anItemIsTakenOnce() {
        try {
            filled().add('a', 3);
            Assert.fail('taken twice');
        } catch (${name}.ItemException e) {
            Assert.areEqual('Twice: a', e.getMessage());
        }
    }

    @IsTest
    static void kindsAndLevelsHaveWords() {
        ${name} service = filled();
        Assert.areEqual('between agents', service.describe(${name}.Kind.INTERNAL));
        Assert.areEqual(3, service.weightOf('NORMAL'));
        Assert.areEqual(0, service.weightOf(null));
    }
${own}}
`;
}
