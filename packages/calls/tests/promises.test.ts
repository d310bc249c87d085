import { describe, expect, test } from "vitest";
import { allPromises } from "./promises/all.ts";
import { checkStep } from "./support/check-step.ts";

for (const [subject, promises] of Object.entries(allPromises)) {
  describe(subject, () => {
    for (const [name, keeps] of Object.entries(promises)) {
      test(name, () => {
        expect.hasAssertions();
        keeps({ watch: checkStep });
      });
    }
  });
}
