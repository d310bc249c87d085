import { StartFault } from "./start-fault.ts";
import { settingTable, type SettingName, type SettingRow, type Settings } from "./table.ts";

function readOne(name: SettingName, row: SettingRow, given: string | undefined) {
  const text = given === undefined || given.trim() === "" ? row.fallback : given.trim();
  const result = row.schema.safeParse(text);
  if (result.success) return { value: result.data, faults: [] };
  const why = result.error.issues.map((issue) => issue.message).join("; ");
  return { value: undefined, faults: [`${name}: ${why}. ${row.remedy}`] };
}

/** Warned of, not refused: a misspelled setting has no effect, but our other processes may share the environment. */
export function unknownSettings(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env).filter((name) => name.startsWith("PT_") && !(name in settingTable));
}

/**
 * Reads and checks every setting.
 * @throws StartFault `settings.invalid` with all faults, each with what to do
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const read = Object.entries(settingTable).map(([name, row]) => ({
    name,
    ...readOne(name as SettingName, row, env[name]),
  }));
  const faults = read.flatMap((one) => one.faults);
  if (faults.length > 0)
    throw new StartFault("settings.invalid", { faults: faults.map((line) => `\n  - ${line}`).join("") });
  return Object.fromEntries(read.map((one) => [one.name, one.value])) as Settings;
}
