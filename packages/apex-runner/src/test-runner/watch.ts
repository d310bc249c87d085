import { watch as watchFolder } from "node:fs";
import type { CommandOptions } from "./arguments.ts";
import { runOnce } from "./command.ts";

/** Runs now and after every change; changes during a run lead to one more. */
export async function watch(options: CommandOptions): Promise<never> {
  let wake: () => void = () => undefined;
  let changed = true;
  const notice = (): void => {
    changed = true;
    wake();
  };
  for (const root of options.roots) watchFolder(root, { recursive: true }, notice);
  for (;;) {
    if (!changed) await new Promise<void>((resolve) => (wake = resolve));
    changed = false;
    process.stdout.write(`\n${new Date().toISOString()}\n`);
    await runOnce(options);
  }
}
