import { ApexDate, DAY, clockOf, offsetOf, pad } from "../runtime/dates.ts";
import { raise, unsupported } from "../runtime/exceptions.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** Java's SimpleDateFormat in English (rule 180). */
export function formatDatetime(ms: number, pattern: string, zone: string): string {
  const offset = offsetOf(zone, ms);
  const local = ms + offset;
  let out = "";
  for (const [token] of pattern.matchAll(/''|'(?:[^']|'')*'|([a-zA-Z])\1*|[^a-zA-Z']+|'/g)) {
    if (token === "''") out += "'";
    else if (token === "'") raise("System.IllegalArgumentException", "Unterminated quote");
    else if (token.startsWith("'")) out += token.slice(1, -1).replace(/''/g, "'");
    else out += /[a-zA-Z]/.test(token) ? part(token, local, offset, zone, ms) : token;
  }
  return out;
}

function part(token: string, local: number, offset: number, zone: string, ms: number): string {
  const n = token.length;
  const date = new ApexDate(Math.floor(local / DAY));
  const { year, month, day } = date.parts;
  const { hour, minute, second, millisecond } = clockOf(local);
  const weekday = (((date.days + 4) % 7) + 7) % 7;
  switch (token[0]) {
    case "G":
      return "AD";
    case "y":
    case "Y":
      return n === 2 ? pad(year % 100) : pad(year, n);
    case "M":
    case "L":
      return n >= 4 ? MONTHS[month - 1]! : n === 3 ? MONTHS[month - 1]!.slice(0, 3) : pad(month, n);
    case "d":
      return pad(day, n);
    case "D":
      return pad(date.days - ApexDate.of(year, 1, 1).days + 1, n);
    case "E":
      return n >= 4 ? WEEKDAYS[weekday]! : WEEKDAYS[weekday]!.slice(0, 3);
    case "u":
      return pad(weekday === 0 ? 7 : weekday, n);
    case "a":
      return hour < 12 ? "AM" : "PM";
    case "H":
      return pad(hour, n);
    case "k":
      return pad(hour === 0 ? 24 : hour, n);
    case "K":
      return pad(hour % 12, n);
    case "h":
      return pad(hour % 12 === 0 ? 12 : hour % 12, n);
    case "m":
      return pad(minute, n);
    case "s":
      return pad(second, n);
    case "S":
      return pad(millisecond, n);
    case "z":
      return zoneName(zone, ms, n >= 4 ? "long" : "short");
    case "Z":
      return offsetText(offset, "");
    case "X":
      if (offset === 0) return "Z";
      return n === 1 ? offsetText(offset, "").slice(0, 3) : offsetText(offset, n === 3 ? ":" : "");
    default:
      return unsupported(`date format letter ${token[0]}`);
  }
}

function offsetText(offset: number, separator: string): string {
  const minutes = Math.abs(offset) / 60_000;
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}${separator}${pad(minutes % 60)}`;
}

export function zoneName(zone: string, ms: number, style: "long" | "short"): string {
  if (zone === "GMT" && style === "short") return "GMT";
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: style }).formatToParts(ms);
  return parts.find((p) => p.type === "timeZoneName")!.value;
}
