// What was found out about a run as lines for a terminal.
import type { Problem } from "#contract/protocol.ts";
import type { Gaps } from "./gaps.ts";
import { counted, printable } from "./printable.ts";
import type { RunSurvey, TagSurvey } from "./survey.ts";

type Examples = NonNullable<RunSurvey["examples"]>;

/** The lines of one run. */
export function linesOf(run: RunSurvey): string[] {
  const { name, tags, checkpoints, checkpointsAhead, examples, unfinished, problems } = run;
  const lines = [printable(name)];
  for (const kind of new Set(tags.map((tag) => tag.kind))) {
    const ofKind = tags.filter((tag) => tag.kind === kind);
    lines.push(`  ${printable(kind)}: ${counted(ofKind.length, "tag")}`);
    for (const tag of ofKind) lines.push(`    ${printable(tag.tag)}: ${tagText(tag)}`);
  }
  const [first, last] = [checkpoints[0], checkpoints.at(-1)];
  if (first !== undefined) {
    const named =
      checkpointsAhead === 0
        ? ""
        : `; their files say ${first + checkpointsAhead} to ${last! + checkpointsAhead}, since Keras counts those from 1`;
    lines.push(
      `  checkpoints: ${counted(checkpoints.length, "step")}, first ${first}, last ${last}${named}`,
    );
  }
  if (examples) lines.push(`  examples: ${examplesText(examples)}`);
  for (const { file, offset } of unfinished) {
    lines.push(`  … ${printable(file)}: what begins at byte ${offset} is not whole yet`);
  }
  return [...lines, ...problems.map(problemText)];
}

function examplesText({ file, count, shape, hasLabels }: Examples): string {
  const labels = hasLabels ? "" : ", without labels";
  return `${counted(count, "example")} of ${shape.join("×")}${labels}, in ${printable(file)}`;
}

export function problemText({ file, offset, reason }: Problem): string {
  const where = offset === null ? "" : ` at byte ${offset}`;
  return `  ! ${printable(file)}${where}: ${printable(reason)}`;
}

function tagText(tag: TagSurvey): string {
  const { values, steps, firstStep, lastStep, outOfOrder, superseded, gaps, nonFinite } = tag;
  const parts = [
    values === steps
      ? counted(steps, "step")
      : `${counted(values, "value")} at ${counted(steps, "step")}`,
    `first ${firstStep}`,
    `last ${lastStep}`,
  ];
  if (gaps && gaps.missing > 0) parts.push(gapsText(gaps));
  if (outOfOrder > 0) parts.push(`${outOfOrder} out of order`);
  if (superseded > 0) parts.push(`${superseded} written again`);
  if (nonFinite !== null && nonFinite > 0) parts.push(`${nonFinite} not finite`);
  return parts.join(", ");
}

function gapsText({ every, missing, places, after }: Gaps): string {
  const more =
    places > after.length ? ` and at ${counted(places - after.length, "more place")}` : "";
  return `every ${every} but ${missing} missing (after ${after.join(", ")}${more})`;
}
