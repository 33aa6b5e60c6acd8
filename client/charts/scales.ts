// Axes' arithmetic: values to places from 0 to 1 and back, evenly, by factors, or by factors on both sides of zero.

export interface Scale {
  readonly low: number;
  readonly high: number;
  /** 0 at `low`, 1 at `high`, beyond them outside; NaN for a value that the scale has no place for. */
  place(value: number): number;
  at(place: number): number;
  /** At most about so many round values, ascending. */
  ticks(most: number): number[];
}

const ROUND = [1, 2, 5, 10];
/** What a double holds for certain. */
const DIGITS = 15;

export function linearScale(low: number, high: number): Scale {
  const span = high - low || 1;
  return {
    low,
    high,
    place: (value) => (value - low) / span,
    at: (place) => low + place * span,
    ticks: (most) => roundValues(low, high, most),
  };
}

/** Both ends are positive. */
export function logScale(low: number, high: number): Scale {
  const [from, span] = [Math.log(low), Math.log(high / low) || 1];
  return {
    low,
    high,
    place: (value) => (value > 0 ? (Math.log(value) - from) / span : NaN),
    at: (place) => low * Math.exp(place * span),
    ticks: (most) => decades(low, high, most),
  };
}

/** Even within `knee` of zero, by factors beyond it: asinh(value/knee). */
export function symmetricLogScale(low: number, high: number, knee: number): Scale {
  const bent = (value: number): number => Math.asinh(value / knee);
  const [from, span] = [bent(low), bent(high) - bent(low) || 1];
  const ticks = (most: number): number[] => {
    const side = Math.max(1, Math.floor((most - 1) / 2));
    const positive = high > knee ? decades(knee, high, side) : [];
    const negative = low < -knee ? decades(knee, -low, side).map((value) => -value) : [];
    const zero = low <= 0 && high >= 0 ? [0] : [];
    const all = [...negative.reverse(), ...zero, ...positive];
    return all.filter((value) => value >= low && value <= high);
  };
  return {
    low,
    high,
    place: (value) => (bent(value) - from) / span,
    at: (place) => knee * Math.sinh(from + place * span),
    ticks,
  };
}

function roundValues(low: number, high: number, most: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return Number.isFinite(low) ? [low] : [];
  const raw = span / Math.max(most, 1);
  const decade = 10 ** Math.floor(Math.log10(raw));
  const apart = decade * ROUND.find((one) => one * decade >= raw * (1 - 1e-9))!;
  const first = Math.ceil(low / apart - 1e-9);
  const count = Math.floor(high / apart + 1e-9) - first + 1;
  const values = Array.from({ length: count }, (_, i) => {
    return Number(((first + i) * apart).toPrecision(DIGITS));
  });
  // Ends that differ by a rounding error have no round values between them.
  return values.filter((value, i) => i === 0 || value > values[i - 1]!);
}

/** Powers of ten; where fewer than two fit between the ends, also 2 and 5 times these, or even steps. */
function decades(low: number, high: number, most: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const count = last - first + 1;
  if (count >= 2) {
    const every = Math.ceil(count / Math.max(most, 1));
    return Array.from({ length: Math.ceil(count / every) }, (_, i) => decade(first + i * every));
  }
  const fine = [first - 1, first].flatMap((power) => [1, 2, 5].map((one) => one * decade(power)));
  const within = fine.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
  return within.length >= 2 ? within : roundValues(low, high, most).filter((value) => value > 0);
}

/** 10**−5 is 0.00001, which a power computed by multiplication is not. */
function decade(power: number): number {
  return Number(`1e${power}`);
}
