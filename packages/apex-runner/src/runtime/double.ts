/** A Double. Boxed, because a value held as Object must still be told apart from an Integer. */
export class Dbl {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }

  /** Java's text of a double: always a point, an exponent from 10^7 and below 10^-3. */
  toString(): string {
    const v = this.value;
    if (Number.isNaN(v)) return "NaN";
    if (!Number.isFinite(v)) return v > 0 ? "Infinity" : "-Infinity";
    if (v === 0) return Object.is(v, -0) ? "-0.0" : "0.0";
    const size = Math.abs(v);
    if (size >= 1e-3 && size < 1e7) {
      const text = String(v);
      return text.includes(".") ? text : `${text}.0`;
    }
    const [mantissa, exponent] = v.toExponential().split("e") as [string, string];
    return `${mantissa.includes(".") ? mantissa : mantissa + ".0"}E${Number(exponent)}`;
  }
}
