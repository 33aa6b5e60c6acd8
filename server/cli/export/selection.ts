// What is exported: the series of a run that the tags name.
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import type { LoggedRun, Runs, ScalarSeries, Series } from "../../runs/index.ts";
import { Failure } from "../failure.ts";
import { nearNames } from "../nearNames.ts";
import { printable } from "../printable.ts";

/** A series of distributions, from event files or from checkpoints. */
export interface ExportedDistributions extends Series {
  readonly kind: "distributions";
  distributions(from: number, to: number, superseded?: boolean): Promise<DistributionPoint[]>;
}

export type ExportedSeries = ScalarSeries | ExportedDistributions;

/** A series and what it is called in the export. */
export interface Exported<One extends ExportedSeries = ExportedSeries> {
  tag: string;
  series: One;
}

/** One that may be asked for. */
interface Exportable extends Exported {
  /** Where several layers share a tag: that with the layer's number among them; else null. */
  numbered: string | null;
}

export interface Selection {
  run: string;
  series: readonly Exported[];
  /** Points that were written again come behind those that stand. */
  superseded: boolean;
}

/** The run called `name`, or the only one when null. Throws a Failure that names those that are meant perhaps. */
export function runCalled(runs: Runs, name: string | null): LoggedRun {
  const all = runs.logged();
  if (name === null) {
    if (all.length === 1) return all[0]!;
    throw new Failure(`Say which run with --run${listed(all.map((run) => run.name))}`);
  }
  const run = runs.loggedIn(name);
  if (run) return run;
  const near = nearNames(
    name,
    all.map((one) => one.name),
  );
  throw new Failure(`There is no run "${printable(name)}"${listed(near)}`);
}

/** The series that the tags name; without tags, all scalars. Throws a Failure as {@link runCalled} does. */
export function seriesCalled(run: LoggedRun, tags: readonly string[]): Exported[] {
  const all = exportable(run);
  if (tags.length === 0) {
    const scalars = all.filter(({ series }) => series.kind === "scalars");
    if (scalars.length > 0) return scalars;
    throw new Failure(
      `The run "${printable(run.name)}" has no scalars. Say what to export with --tag` +
        listed(all.map(({ tag }) => tag)),
    );
  }
  return tags.flatMap((tag) => {
    const called = all.filter((one) => [one.tag, one.numbered, one.series.tag].includes(tag));
    if (called.length > 0) return called;
    const near = nearNames(
      tag,
      all.map((one) => one.tag),
    );
    throw new Failure(
      `The run "${printable(run.name)}" has no scalar or distribution "${printable(tag)}"${listed(near)}`,
    );
  });
}

/**
 * All series that can be exported, tensors that only checkpoints hold among them. Where Keras logs all layers under one
 * tag, that is put below each layer's name, as newer ones do; where no model is logged that names them, they are numbered.
 */
export function exportable(run: LoggedRun): Exportable[] {
  const all: Exportable[] = [];
  const add = (tag: string, series: ExportedSeries, numbered: string | null = null): void => {
    if (series.length > 0) all.push({ tag, numbered, series });
  };
  for (const [tag, series] of run.scalars) add(tag, series);
  for (const [tag, series] of run.distributions) {
    const layers = run.layersSharing(tag);
    const areNamed = new Set(layers).size === layers.length;
    series.forEach((one, i) => {
      const numbered = series.length === 1 ? tag : `${tag} #${i}`;
      const layer = areNamed ? layers[i] : undefined;
      add(layer === undefined ? numbered : `${layer}/${tag}`, one, numbered);
    });
  }
  for (const series of run.tensors) add(series.tag, series);
  return all;
}

const MOST_LISTED = 10;

function listed(names: readonly string[]): string {
  if (names.length === 0) return ".";
  const shown = names.slice(0, MOST_LISTED).map((name) => `  ${printable(name)}`);
  const more = names.length > MOST_LISTED ? "\n  … (all of them: --list)" : "";
  return `:\n${shown.join("\n")}${more}`;
}
