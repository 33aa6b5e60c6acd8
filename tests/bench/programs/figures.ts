// What a process took: its time, its memory, its share of a core, as Linux tells them.
import { readFileSync } from "node:fs";

/** How one program opened one log directory. */
export interface Opening {
  /** From the start of the process until everything can be queried. */
  seconds: number;
  /** Of all its threads until then; NaN where the system does not tell. */
  coreSeconds: number;
  /** Most memory that was resident, in MB of 10^6 bytes; NaN where the system does not tell. */
  peakMB: number;
}

const KIB = 1024;
const TICKS_A_SECOND = 100;

/** Resident memory of a process in MB of 10^6 bytes, now and at its peak; NaN where there is no /proc. */
export function residentMB(pid: number): { now: number; peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const of = (name: string): number =>
      (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) * KIB) / 1e6;
    return { now: of("VmRSS"), peak: of("VmHWM") };
  } catch {
    return { now: NaN, peak: NaN };
  }
}

/** Seconds of a core that a process and its threads have taken so far; NaN where there is no /proc. */
export function coreSeconds(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [user, system] = [Number(fields[11]), Number(fields[12])];
    return (user + system) / TICKS_A_SECOND;
  } catch {
    return NaN;
  }
}

/** Bytes that a process has read so far, from files and everything else; NaN where there is no /proc. */
export function bytesRead(pid: number): number {
  try {
    return Number(/^rchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, "utf8"))?.[1]);
  } catch {
    return NaN;
  }
}

/** What a process has taken so far. */
export function figuresOf(pid: number): Omit<Opening, "seconds"> {
  return { coreSeconds: coreSeconds(pid), peakMB: residentMB(pid).peak };
}

/** The value below which the given share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}
