import type { Organization } from "../runtime/organization.ts";
import type { Program } from "../compile.ts";

/** Triggers of the source tree run as static methods of a class of their own. */
export function attachTriggers(program: Program, organization: Organization): void {
  organization.triggers = program.triggers.map((t) => ({
    object: t.object,
    events: t.events,
    run: () => {
      const cls = organization.classes[t.type.id] as unknown as Record<string, () => void>;
      cls["run()"]!();
    },
  }));
}
