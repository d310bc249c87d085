import { raise } from "./exceptions.ts";

export const DAY = 86_400_000;

/** A calendar day without zone, as days since 1970-01-01. */
export class ApexDate {
  readonly days: number;
  constructor(days: number) {
    this.days = days;
  }
  static of(year: number, month: number, day: number): ApexDate {
    return new ApexDate(Math.floor(utc(year, month, day) / DAY));
  }
  get parts(): { year: number; month: number; day: number } {
    const d = new Date(this.days * DAY);
    return { year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate() };
  }
  toString(): string {
    const { year, month, day } = this.parts;
    return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  }
}

/** An instant, as milliseconds since 1970-01-01 UTC. */
export class ApexDatetime {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

/** A time of day, as milliseconds since midnight. */
export class ApexTime {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ((ms % DAY) + DAY) % DAY;
  }
  toString(): string {
    const { hour, minute, second, millisecond } = clockOf(this.ms);
    return `${pad(hour)}:${pad(minute)}:${pad(second)}.${pad(millisecond, 3)}Z`;
  }
}

export function pad(n: number, width = 2): string {
  return String(n).padStart(width, "0");
}

export function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, ms = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, ms);
  return date.getTime();
}

export function clockOf(ms: number): { hour: number; minute: number; second: number; millisecond: number } {
  const inDay = ((ms % DAY) + DAY) % DAY;
  return {
    hour: Math.floor(inDay / 3_600_000),
    minute: Math.floor(inDay / 60_000) % 60,
    second: Math.floor(inDay / 1000) % 60,
    millisecond: inDay % 1000,
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return true;
  } catch (e) {
    if (e instanceof RangeError) return false;
    throw e;
  }
}

/** Milliseconds that `zone` is ahead of UTC at an instant. */
export function offsetOf(zone: string, ms: number): number {
  if (zone === "GMT" || zone === "UTC") return 0;
  let format = formats.get(zone);
  if (!format) {
    const numeric = "numeric";
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
    formats.set(zone, format);
  }
  const parts: Record<string, number> = {};
  for (const part of format.formatToParts(ms)) parts[part.type] = Number(part.value);
  const local = utc(parts["year"]!, parts["month"]!, parts["day"]!, parts["hour"], parts["minute"], parts["second"]);
  return local - Math.floor(ms / 1000) * 1000;
}

/** Instant of a wall clock reading in `zone`. */
export function fromLocal(localMs: number, zone: string): number {
  const first = localMs - offsetOf(zone, localMs);
  return localMs - offsetOf(zone, first);
}

export function datetimeText(ms: number): string {
  const { hour, minute, second } = clockOf(ms);
  return `${new ApexDate(Math.floor(ms / DAY))} ${pad(hour)}:${pad(minute)}:${pad(second)}`;
}

export function isoText(ms: number): string {
  return new Date(ms).toISOString();
}

/** `yyyy-MM-dd` with one or two digits each; anything else is refused as an org does. */
export function parseDate(text: string): ApexDate {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?: .*)?$/.exec(text.trim());
  const [year, month, day] = (match ?? []).slice(1).map(Number) as [number, number, number];
  if (!match || month < 1 || month > 12 || day < 1 || day > 31) raise("System.TypeException", `Invalid date: ${text}`);
  return ApexDate.of(year, month, day);
}

/** `yyyy-MM-dd HH:mm:ss` as wall clock milliseconds (rule 181). */
export function parseDatetime(text: string): number {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(text.trim());
  if (!match) raise("System.TypeException", `Invalid date/time: ${text}`);
  const [y, mo, d, h, mi, s] = match.slice(1).map(Number) as [number, number, number, number, number, number];
  if (mo < 1 || mo > 12 || d < 1 || d > 31 || h > 23 || mi > 59 || s > 59) {
    raise("System.TypeException", `Invalid date/time: ${text}`);
  }
  return utc(y, mo, d, h, mi, s);
}
