import { ApexDate, DAY, offsetOf } from "../runtime/dates.ts";
import { unsupported } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";

/** First and last day (days since 1970) of a SOQL date formula in the user's zone. */
export function dateRange(name: string, n: number | null): [number, number] {
  const { clock, timeZone } = machine().organization;
  const ms = clock();
  const today = Math.floor((ms + offsetOf(timeZone, ms)) / DAY);
  const { year, month } = new ApexDate(today).parts;
  const weekStart = today - ((((today + 4) % 7) + 7) % 7);
  const day = (y: number, m: number): number => new ApexDate(Math.floor(Date.UTC(y, m - 1, 1) / DAY)).days;
  const weeks = (from: number, count: number): [number, number] => [
    weekStart + from * 7,
    weekStart + (from + count) * 7 - 1,
  ];
  const months = (from: number, count: number): [number, number] => [
    day(year, month + from),
    day(year, month + from + count) - 1,
  ];
  const years = (from: number, count: number): [number, number] => [
    day(year + from, 1),
    day(year + from + count, 1) - 1,
  ];
  const quarter = Math.floor((month - 1) / 3) * 3 + 1;
  const quarters = (from: number, count: number): [number, number] => [
    day(year, quarter + from * 3),
    day(year, quarter + (from + count) * 3) - 1,
  ];
  const k = n ?? 0;
  switch (name) {
    case "TODAY":
      return [today, today];
    case "YESTERDAY":
      return [today - 1, today - 1];
    case "TOMORROW":
      return [today + 1, today + 1];
    case "LAST_WEEK":
      return weeks(-1, 1);
    case "THIS_WEEK":
      return weeks(0, 1);
    case "NEXT_WEEK":
      return weeks(1, 1);
    case "LAST_MONTH":
      return months(-1, 1);
    case "THIS_MONTH":
      return months(0, 1);
    case "NEXT_MONTH":
      return months(1, 1);
    case "THIS_YEAR":
      return years(0, 1);
    case "LAST_YEAR":
      return years(-1, 1);
    case "NEXT_YEAR":
      return years(1, 1);
    case "THIS_QUARTER":
      return quarters(0, 1);
    case "LAST_QUARTER":
      return quarters(-1, 1);
    case "NEXT_QUARTER":
      return quarters(1, 1);
    case "LAST_N_DAYS":
      return [today - k, today];
    case "NEXT_N_DAYS":
      return [today + 1, today + k];
    case "N_DAYS_AGO":
      return [today - k, today - k];
    case "LAST_90_DAYS":
      return [today - 90, today];
    case "NEXT_90_DAYS":
      return [today + 1, today + 90];
    case "LAST_N_WEEKS":
      return weeks(-k, k);
    case "NEXT_N_WEEKS":
      return weeks(1, k);
    case "LAST_N_MONTHS":
      return months(-k, k);
    case "NEXT_N_MONTHS":
      return months(1, k);
    case "LAST_N_YEARS":
      return years(-k, k);
    case "NEXT_N_YEARS":
      return years(1, k);
    default:
      return unsupported(`SOQL date formula ${name}`);
  }
}
