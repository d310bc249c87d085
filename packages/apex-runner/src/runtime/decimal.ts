/** An exact decimal: `unscaled / 10^scale`, as Java's BigDecimal, whose scale rules Apex shows (rules 35 to 39). */
export class Dec {
  readonly unscaled: bigint;
  readonly scale: number;
  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** @returns null when the text is no number */
  static parse(text: string): Dec | null {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
    if (!match || (!match[2] && !match[3])) return null;
    const digits = match[2]! + (match[3] ?? "");
    let scale = (match[3] ?? "").length - Number(match[4] ?? 0);
    let unscaled = BigInt(match[1] === "-" ? `-${digits}` : digits);
    if (scale < 0) {
      unscaled *= pow10(-scale);
      scale = 0;
    }
    return new Dec(unscaled, scale);
  }

  static of(value: number | bigint): Dec {
    if (typeof value === "bigint" || Number.isInteger(value)) return new Dec(BigInt(value), 0);
    return Dec.parse(String(value))!;
  }

  atScale(scale: number): bigint {
    return this.unscaled * pow10(scale - this.scale);
  }

  add(other: Dec): Dec {
    const scale = Math.max(this.scale, other.scale);
    return new Dec(this.atScale(scale) + other.atScale(scale), scale);
  }

  subtract(other: Dec): Dec {
    return this.add(other.negate());
  }

  multiply(other: Dec): Dec {
    return new Dec(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  negate(): Dec {
    return new Dec(-this.unscaled, this.scale);
  }

  abs(): Dec {
    return this.unscaled < 0n ? this.negate() : this;
  }

  signum(): number {
    return this.unscaled > 0n ? 1 : this.unscaled < 0n ? -1 : 0;
  }

  compare(other: Dec): number {
    const scale = Math.max(this.scale, other.scale);
    const difference = this.atScale(scale) - other.atScale(scale);
    return difference > 0n ? 1 : difference < 0n ? -1 : 0;
  }

  /** Quotient rounded to `scale` places. */
  divideTo(other: Dec, scale: number, mode: RoundingMode): Dec {
    const shift = scale - this.scale + other.scale;
    const numerator = shift >= 0 ? this.unscaled * pow10(shift) : this.unscaled;
    const denominator = shift >= 0 ? other.unscaled : other.unscaled * pow10(-shift);
    return new Dec(divideRounded(numerator, denominator, mode), scale);
  }

  /**
   * The `/` operator: exact results keep their short form, others get 33 places. That the last place is rounded
   * half-even rather than cut is not confirmed by any org (docs/apex-runner.md).
   */
  divide(other: Dec): Dec {
    const preferred = Math.max(0, this.scale - other.scale);
    const quotient = this.divideTo(other, Math.max(DIVISION_PLACES, preferred), "HALF_EVEN");
    return quotient.multiply(other).compare(this) === 0 ? quotient.strip(preferred) : quotient;
  }

  setScale(scale: number, mode: RoundingMode = "HALF_EVEN"): Dec {
    if (scale >= this.scale) return new Dec(this.atScale(scale), scale);
    return new Dec(divideRounded(this.unscaled, pow10(this.scale - scale), mode), scale);
  }

  strip(minimum = 0): Dec {
    let { unscaled, scale } = this;
    while (scale > minimum && unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale--;
    }
    return new Dec(unscaled, scale);
  }

  get precision(): number {
    return (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString().length;
  }

  truncated(): bigint {
    return this.scale > 0 ? this.unscaled / pow10(this.scale) : this.unscaled * pow10(-this.scale);
  }

  toNumber(): number {
    return Number(this.toPlainString());
  }

  toPlainString(): string {
    if (this.scale <= 0) return (this.unscaled * pow10(-this.scale)).toString();
    const sign = this.unscaled < 0n ? "-" : "";
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString().padStart(this.scale + 1, "0");
    return `${sign}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
  }

  /** Java's form: an exponent below 10^-6. */
  toString(): string {
    const exponent = this.precision - 1 - this.scale;
    if (this.scale <= 0 || exponent >= -6) return this.toPlainString();
    const sign = this.unscaled < 0n ? "-" : "";
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString();
    return `${sign}${digits[0]}${digits.length > 1 ? "." + digits.slice(1) : ""}E${exponent}`;
  }
}

const DIVISION_PLACES = 33;

export type RoundingMode = "UP" | "DOWN" | "CEILING" | "FLOOR" | "HALF_UP" | "HALF_DOWN" | "HALF_EVEN" | "UNNECESSARY";

export function pow10(n: number): bigint {
  return 10n ** BigInt(Math.max(0, n));
}

export class RoundingNecessary extends Error {}

function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) return quotient;
  const sign = numerator < 0n === denominator < 0n ? 1n : -1n;
  const twice = abs(remainder) * 2n;
  const half = twice === abs(denominator) ? 0 : twice > abs(denominator) ? 1 : -1;
  return roundsAway(mode, sign, half, quotient) ? quotient + sign : quotient;
}

function roundsAway(mode: RoundingMode, sign: bigint, half: number, quotient: bigint): boolean {
  switch (mode) {
    case "UP":
      return true;
    case "DOWN":
      return false;
    case "CEILING":
      return sign > 0n;
    case "FLOOR":
      return sign < 0n;
    case "HALF_UP":
      return half >= 0;
    case "HALF_DOWN":
      return half > 0;
    case "HALF_EVEN":
      return half > 0 || (half === 0 && quotient % 2n !== 0n);
    case "UNNECESSARY":
      throw new RoundingNecessary("Rounding necessary");
  }
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}
