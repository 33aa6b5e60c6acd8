// Points as the server tells them, and as the plain decoder finds them in the files: what must be the same.
import { readFileSync } from "node:fs";
import { fromColumns } from "#contract/distributionColumns.ts";
import { unpackFrame } from "#contract/frames.ts";
import type { RunSummary, ServerFrame } from "#contract/protocol.ts";
import { plainEvents } from "../support/plainDecoder.ts";

/** Lines such as `run accuracy/test 3 1780000003 0.5`, a point each, by series. */
export type PointLines = Map<string, string[]>;

/** Puts a frame's points where the frame says that they belong. */
export function takeFrame(lines: PointLines, runs: Iterable<RunSummary>, data: ArrayBuffer): void {
  const { meta, columns } = unpackFrame(data);
  const frame = meta as ServerFrame;
  const run = [...runs].find(({ id }) => id === frame.run)!;
  const { tag } = [...run.scalars, ...run.parameters].find((one) => one.series === frame.series)!;
  const key = `${run.name} ${tag}`;
  const told = lines.get(key) ?? [];
  told.length = frame.from;
  if (frame.type === "scalars") {
    const [steps, wallTimes, values] = columns;
    steps!.forEach((step, i) => told.push(line(step, wallTimes![i]!, values![i]!)));
  } else {
    for (const { step, wallTime, distribution } of fromColumns(columns)) {
      const { count, min, max, bins, zeros, nonFinite } = distribution;
      const binned = bins.reduce((sum, bin) => sum + bin, zeros + nonFinite);
      told.push(line(step, wallTime, count, min, max, binned));
    }
  }
  lines.set(key, told);
}

/** The same of a file that is complete. */
export function plainLines(name: string, file: string): PointLines {
  const lines: PointLines = new Map();
  for (const { step, wallTime, values } of plainEvents(readFileSync(file))) {
    for (const { tag, scalar, histogram } of values) {
      const told = lines.get(`${name} ${tag}`) ?? [];
      if (scalar !== undefined) told.push(line(step, wallTime, scalar));
      else if (histogram) {
        const { num, min, max, counts } = histogram;
        const binned = counts.reduce((sum, count) => sum + count, 0);
        told.push(line(step, wallTime, num, min, max, binned));
      } else continue;
      lines.set(`${name} ${tag}`, told);
    }
  }
  return lines;
}

const line = (...numbers: number[]): string => numbers.join(" ");
