// Counts what a log directory tells: per run, the tags of each kind and the steps of each tag.
import type { Problem } from "#contract/protocol.ts";
import { type EventBatch, VALUE, type ValueKind } from "#contract/eventlog/batch.ts";
import type { Checkpoint, LogFile, LogSink } from "../logdir/index.ts";

interface Steps {
  first: number;
  last: number;
  min: number;
  max: number;
  count: number;
  outOfOrder: number;
}

interface RunInventory {
  /** Tags by kind. */
  kinds: Map<string, Map<string, Steps>>;
  checkpoints: number;
  problems: readonly Problem[];
}

export class Inventory implements LogSink {
  readonly #runs = new Map<string, RunInventory>();

  appeared(run: string): void {
    this.#runs.set(run, { kinds: new Map(), checkpoints: 0, problems: [] });
  }

  events(run: string, _file: LogFile, batch: EventBatch): void {
    const { kinds } = this.#runs.get(run)!;
    const plugins = new Map(batch.metadata.map(({ tag, plugin }) => [tag, plugin]));
    let from = 0;
    for (const [index, end] of batch.ends.entries()) {
      const tag = batch.tags[index]!;
      // A writer may name the plugin with a tag's first value only.
      const known = [...kinds].find(([, tags]) => tags.has(tag))?.[0];
      const kind = known ?? plugins.get(index) ?? KINDS[batch.kinds[from] as ValueKind];
      const tags = kinds.get(kind) ?? new Map<string, Steps>();
      kinds.set(kind, tags);
      for (; from < end; from++) tags.set(tag, withStep(tags.get(tag), batch.steps[from]!));
    }
  }

  restarted(run: string): void {
    this.#runs.get(run)!.kinds.clear();
  }

  checkpoints(run: string, checkpoints: readonly Checkpoint[]): void {
    this.#runs.get(run)!.checkpoints = checkpoints.length;
  }

  problems(run: string, problems: readonly Problem[]): void {
    this.#runs.get(run)!.problems = problems;
  }

  gone(run: string): void {
    this.#runs.delete(run);
  }

  /** All of it as text for a terminal. */
  report(path: string, problems: readonly Problem[]): string {
    const runs = [...this.#runs].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
    const lines = [`${path}: ${counted(runs.length, "run")}`, ...problems.map(problemLine)];
    for (const [name, { kinds, checkpoints, problems }] of runs) {
      lines.push("", printable(name));
      for (const [kind, tags] of kinds) {
        lines.push(`  ${printable(kind)}: ${counted(tags.size, "tag")}`);
        for (const [tag, steps] of tags) lines.push(`    ${printable(tag)}: ${stepsLine(steps)}`);
      }
      if (checkpoints > 0) lines.push(`  ${counted(checkpoints, "checkpoint")}`);
      lines.push(...problems.map(problemLine));
    }
    return lines.join("\n");
  }
}

/** What a value without metadata is drawn by. */
const KINDS: Readonly<Record<ValueKind, string>> = {
  [VALUE.scalar]: "scalars",
  [VALUE.histogram]: "histograms",
  [VALUE.tensorNumber]: "tensors",
  [VALUE.tensorRows]: "tensors",
  [VALUE.tensor]: "tensors",
  [VALUE.image]: "images",
  [VALUE.audio]: "audio",
  [VALUE.empty]: "metadata only",
};

function withStep(steps: Steps | undefined, step: number): Steps {
  if (!steps) return { first: step, last: step, min: step, max: step, count: 1, outOfOrder: 0 };
  return {
    first: steps.first,
    last: step,
    min: Math.min(steps.min, step),
    max: Math.max(steps.max, step),
    count: steps.count + 1,
    outOfOrder: steps.outOfOrder + (step < steps.last ? 1 : 0),
  };
}

function stepsLine({ first, last, min, max, count, outOfOrder }: Steps): string {
  const range = first === min && last === max ? "" : `, lowest ${min}, highest ${max}`;
  const order = outOfOrder === 0 ? "" : `, ${outOfOrder} out of order`;
  return `${counted(count, "step")}, first ${first}, last ${last}${range}${order}`;
}

const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`;

const problemLine = ({ file, offset, reason }: Problem): string =>
  `  ! ${printable(file)}${offset === null ? "" : ` at byte ${offset}`}: ${printable(reason)}`;

/** Names come from anybody: nothing in them may steer the terminal. */
const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
