import {
  ApexDate,
  ApexDatetime,
  ApexTime,
  clockOf,
  DAY,
  fromLocal,
  isZone,
  offsetOf,
  parseDate,
  parseDatetime,
  utc,
} from "../runtime/dates.ts";
import { nn, raise } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";
import { T } from "../runtime/types.ts";
import { formatDatetime } from "./date-format.ts";
import { implement } from "./registry.ts";

export const zone = (): string => machine().organization.timeZone;
export const now = (): number => machine().organization.clock();

export function today(): ApexDate {
  const ms = now();
  return new ApexDate(Math.floor((ms + offsetOf(zone(), ms)) / DAY));
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The day is cut to the month's end (rule 182). */
function addMonths(d: ApexDate, n: number): ApexDate {
  const { year, month, day } = d.parts;
  const index = year * 12 + month - 1 + nn(n);
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return ApexDate.of(y, m, Math.min(day, daysInMonth(y, m)));
}

function shiftMonths(d: ApexDatetime, n: number): ApexDatetime {
  const local = d.ms + offsetOf(zone(), d.ms);
  const day = new ApexDate(Math.floor(local / DAY));
  return new ApexDatetime(fromLocal(addMonths(day, n).days * DAY + (local - day.days * DAY), zone()));
}

/** `M/d/yyyy` of the en_US locale. */
function parseUsDate(text: string): ApexDate {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(nn(text).trim());
  const [m, d, y] = (match ?? []).slice(1).map(Number) as [number, number, number];
  if (!match || m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m))
    raise("System.TypeException", `Invalid date: ${text}`);
  return ApexDate.of(y, m, d);
}

implement("System.Date", {
  daysInMonth: (y: number, m: number) => daysInMonth(nn(y), nn(m)),
  isLeapYear: (y: number) => daysInMonth(nn(y), 2) === 29,
  newInstance: (y: number, m: number, d: number) => ApexDate.of(nn(y), nn(m), nn(d)),
  parse: parseUsDate,
  today,
  "valueOf(string)": (s: string) => parseDate(nn(s)),
  "valueOf(object)": (o: unknown) => {
    if (o === null || o instanceof ApexDate) return o;
    if (o instanceof ApexDatetime) return new ApexDate(Math.floor((o.ms + offsetOf(zone(), o.ms)) / DAY));
    return typeof o === "string" ? parseDate(o) : raise("System.TypeException", "Invalid date");
  },
  addDays: (d: ApexDate, n: number) => new ApexDate(d.days + nn(n)),
  addMonths,
  addYears: (d: ApexDate, n: number) => addMonths(d, nn(n) * 12),
  day: (d: ApexDate) => d.parts.day,
  month: (d: ApexDate) => d.parts.month,
  year: (d: ApexDate) => d.parts.year,
  dayOfYear: (d: ApexDate) => d.days - ApexDate.of(d.parts.year, 1, 1).days + 1,
  daysBetween: (d: ApexDate, other: ApexDate) => nn(other).days - d.days,
  format: (d: ApexDate) => `${d.parts.month}/${d.parts.day}/${d.parts.year}`,
  isSameDay: (d: ApexDate, other: ApexDate) => d.days === nn(other).days,
  monthsBetween: (d: ApexDate, other: ApexDate) =>
    (nn(other).parts.year - d.parts.year) * 12 + other.parts.month - d.parts.month,
  toStartOfMonth: (d: ApexDate) => ApexDate.of(d.parts.year, d.parts.month, 1),
  toStartOfWeek: (d: ApexDate) => new ApexDate(d.days - ((((d.days + 4) % 7) + 7) % 7)),
});

const local = (d: ApexDatetime): number => d.ms + offsetOf(zone(), d.ms);
const dateOf = (ms: number): ApexDate => new ApexDate(Math.floor(ms / DAY));
const at =
  (inZone: boolean) =>
  (y: number, mo: number, d: number, h = 0, mi = 0, s = 0) => {
    const ms = utc(nn(y), nn(mo), nn(d), nn(h), nn(mi), nn(s));
    return new ApexDatetime(inZone ? fromLocal(ms, zone()) : ms);
  };
const combine = (inZone: boolean) => (d: ApexDate, t: ApexTime) => {
  const ms = nn(d).days * DAY + nn(t).ms;
  return new ApexDatetime(inZone ? fromLocal(ms, zone()) : ms);
};

function parseUsDatetime(text: string): ApexDatetime {
  const match = /^(\S+),? (\d{1,2}):(\d{2}) ?(AM|PM)$/i.exec(nn(text).trim());
  if (!match) raise("System.TypeException", `Invalid date/time: ${text}`);
  const hour = (Number(match[2]) % 12) + (/pm/i.test(match[4]!) ? 12 : 0);
  return new ApexDatetime(
    fromLocal(
      parseUsDate(match[1]!.replace(",", "")).days * DAY + hour * 3_600_000 + Number(match[3]) * 60_000,
      zone(),
    ),
  );
}

const parts: Record<string, (ms: number) => unknown> = {
  day: (ms) => dateOf(ms).parts.day,
  month: (ms) => dateOf(ms).parts.month,
  year: (ms) => dateOf(ms).parts.year,
  hour: (ms) => clockOf(ms).hour,
  minute: (ms) => clockOf(ms).minute,
  second: (ms) => clockOf(ms).second,
  millisecond: (ms) => clockOf(ms).millisecond,
  date: dateOf,
  time: (ms) => new ApexTime(ms),
  dayOfYear: (ms) => dateOf(ms).days - ApexDate.of(dateOf(ms).parts.year, 1, 1).days + 1,
};

implement("System.Datetime", {
  "newInstance(long)": (ms: bigint) => new ApexDatetime(Number(nn(ms))),
  "newInstance(date,time)": combine(true),
  "newInstance/3": at(true),
  "newInstance/6": at(true),
  "newInstanceGmt(date,time)": combine(false),
  "newInstanceGmt/3": at(false),
  "newInstanceGmt/6": at(false),
  now: () => new ApexDatetime(now()),
  parse: parseUsDatetime,
  "valueOf(string)": (s: string) => new ApexDatetime(fromLocal(parseDatetime(nn(s)), zone())),
  "valueOf(object)": (o: unknown) => {
    if (o === null || o instanceof ApexDatetime) return o;
    if (o instanceof ApexDate) return new ApexDatetime(o.days * DAY);
    return typeof o === "string"
      ? new ApexDatetime(fromLocal(parseDatetime(o), zone()))
      : raise("System.TypeException", "Invalid date/time");
  },
  valueOfGmt: (s: string) => new ApexDatetime(parseDatetime(nn(s))),
  addDays: (d: ApexDatetime, n: number) => new ApexDatetime(fromLocal(local(d) + nn(n) * DAY, zone())),
  addHours: (d: ApexDatetime, n: number) => new ApexDatetime(d.ms + nn(n) * 3_600_000),
  addMinutes: (d: ApexDatetime, n: number) => new ApexDatetime(d.ms + nn(n) * 60_000),
  addSeconds: (d: ApexDatetime, n: number) => new ApexDatetime(d.ms + nn(n) * 1000),
  addMonths: shiftMonths,
  addYears: (d: ApexDatetime, n: number) => shiftMonths(d, nn(n) * 12),
  getTime: (d: ApexDatetime) => BigInt(d.ms),
  isSameDay: (d: ApexDatetime, other: ApexDatetime) => dateOf(local(d)).days === dateOf(local(nn(other))).days,
  "format/0": (d: ApexDatetime) => formatDatetime(d.ms, "M/d/yyyy, h:mm a", zone()),
  "format/1": (d: ApexDatetime, pattern: string) => formatDatetime(d.ms, nn(pattern), zone()),
  "format/2": (d: ApexDatetime, pattern: string, z: string) =>
    formatDatetime(d.ms, nn(pattern), isZone(nn(z)) ? z : "GMT"),
  formatGmt: (d: ApexDatetime, pattern: string) => formatDatetime(d.ms, nn(pattern), "GMT"),
  formatLong: (d: ApexDatetime) => formatDatetime(d.ms, "M/d/yyyy, h:mm:ss a z", zone()),
  ...Object.fromEntries(Object.entries(parts).map(([name, f]) => [name, (d: ApexDatetime) => f(local(d))])),
  ...Object.fromEntries(Object.entries(parts).map(([name, f]) => [`${name}gmt`, (d: ApexDatetime) => f(d.ms)])),
});

implement("System.Time", {
  newInstance: (h: number, m: number, s: number, ms: number) =>
    new ApexTime(nn(h) * 3_600_000 + nn(m) * 60_000 + nn(s) * 1000 + nn(ms)),
  addHours: (t: ApexTime, n: number) => new ApexTime(t.ms + nn(n) * 3_600_000),
  addMinutes: (t: ApexTime, n: number) => new ApexTime(t.ms + nn(n) * 60_000),
  addSeconds: (t: ApexTime, n: number) => new ApexTime(t.ms + nn(n) * 1000),
  addMilliseconds: (t: ApexTime, n: number) => new ApexTime(t.ms + nn(n)),
  hour: (t: ApexTime) => clockOf(t.ms).hour,
  minute: (t: ApexTime) => clockOf(t.ms).minute,
  second: (t: ApexTime) => clockOf(t.ms).second,
  millisecond: (t: ApexTime) => clockOf(t.ms).millisecond,
});

export class TimeZoneObject {
  readonly $type = T("TimeZone");
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
  toString(): string {
    return this.id;
  }
}

implement("System.TimeZone", {
  getTimeZone: (id: string) => new TimeZoneObject(isZone(nn(id)) ? id : "GMT"),
  getID: (z: TimeZoneObject) => z.id,
  getOffset: (z: TimeZoneObject, d: ApexDatetime) => offsetOf(z.id, nn(d).ms),
  toString: (z: TimeZoneObject) => z.id,
});
