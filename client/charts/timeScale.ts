// Time axes: ticks at round hours, minutes and seconds of the person's own clock, or of the time since a start.
import { linearScale, type Scale } from "./scales.ts";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Distances between ticks, in seconds. */
const ROUND = [
  1,
  2,
  5,
  10,
  15,
  30,
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * DAY),
];

/** Seconds from `low` to `high`; ticks are whole once `offset` seconds are added. */
export function timeScale(low: number, high: number, offset = 0): Scale {
  const even = linearScale(low, high);
  return {
    ...even,
    ticks(most) {
      const apart = ROUND.find((one) => (high - low) / one <= Math.max(most, 1));
      if (high - low < most || apart === undefined) return even.ticks(most);
      const first = Math.ceil((low + offset) / apart);
      const count = Math.floor((high + offset) / apart) - first + 1;
      return Array.from({ length: Math.max(count, 0) }, (_, i) => (first + i) * apart - offset);
    },
  };
}

/** "0", "45 s", "12 min", "3 h 20 min", "2 days". */
export function elapsedText(seconds: number): string {
  if (seconds === 0) return "0";
  if (Math.abs(seconds) < MINUTE) return `${Number(seconds.toPrecision(3))} s`;
  if (seconds < HOUR) return pair(seconds, MINUTE, "min", 1, "s");
  if (seconds < DAY) return pair(seconds, HOUR, "h", MINUTE, "min");
  return pair(seconds, DAY, "d", HOUR, "h");
}

function pair(seconds: number, large: number, one: string, small: number, other: string): string {
  const parts = Math.round(seconds / small);
  const [whole, rest] = [Math.floor((parts * small) / large), parts % (large / small)];
  return rest === 0 ? `${whole} ${one}` : `${whole} ${one} ${rest} ${other}`;
}

/** How far the person's clock is ahead of UTC at a time, in seconds. */
export function clockOffset(time: number): number {
  return -new Date(time * 1000).getTimezoneOffset() * MINUTE;
}

/** Times of the person's clock, as exactly as an axis of so many seconds wants them. */
export function clockWords(span: number): (time: number) => string {
  const options: Intl.DateTimeFormatOptions =
    span > 2 * DAY
      ? { month: "short", day: "numeric" }
      : { hour: "2-digit", minute: "2-digit", ...(span < 5 * MINUTE && { second: "2-digit" }) };
  const format = new Intl.DateTimeFormat("en-GB", options);
  return (time) => (Number.isFinite(time) ? format.format(time * 1000) : "");
}
