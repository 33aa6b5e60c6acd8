// The circles as files: every listed model with its score and size, and the picture of them.
import type { RunSummary } from "#contract/protocol.ts";
import type { MetricScale } from "../charts/metricScale.ts";
import { paletteOf, scoreColour } from "../charts/palette.ts";
import { paintSwarm, swarmHeight, type SwarmPicture } from "../charts/swarm.ts";
import type { Takeaway } from "../parts/pictureActions.tsx";
import { presentScore, scoreOf } from "../store/metric.ts";
import { parameterCount } from "../store/runState.ts";
import { letter, SLOTS } from "../store/selectionRules.ts";
import type { Store } from "../store/store.ts";
import { printable } from "../ui/printable.ts";
import { RIGHT_END } from "./scorePicker.tsx";
import { packingOf, swarmPlan } from "./swarmPlan.ts";

/** A picture for a page or a slide. */
const WIDTH_PX = 640;

export function swarmTakeaway(
  store: Store,
  runs: readonly RunSummary[],
  scale: MetricScale,
): Takeaway {
  const metric = store.metric.peek();
  const label = metric?.label ?? "score";
  const picture = pictureOf(store, runs, scale);
  const slotOf = ({ name }: RunSummary): string => {
    const slot = SLOTS.find((one) => store.selection.chosen.peek()[one] === name);
    return slot === undefined ? "" : letter(slot);
  };
  const bests = runs.map((run) => {
    const score = scoreOf(run, metric);
    return score.kind === "none" ? NaN : score.best;
  });
  return {
    name: `models by ${label}`,
    words: `${runs.length} models by ${label}, their size the number of parameters`,
    numbers: {
      facts: { score: label, tags: metric?.tags.join(", ") ?? null },
      columns: [
        { name: "model", values: runs.map(({ name }) => name) },
        { name: `${label} now`, values: runs.map((run) => presentScore(run, metric)) },
        { name: `best ${label}`, values: bests },
        { name: "parameters", values: runs.map(parameterCount) },
        { name: "chosen as", values: runs.map(slotOf) },
      ],
    },
    painting: (surface) => paintSwarm(surface, picture),
    size: { width: WIDTH_PX, height: swarmHeight(picture) },
  };
}

function pictureOf(store: Store, runs: readonly RunSummary[], scale: MetricScale): SwarmPicture {
  const [metric, theme] = [store.metric.peek(), store.theme.peek()];
  const chosen = store.selection.chosen.peek();
  const scores = new Map(runs.map((run) => [run, presentScore(run, metric)]));
  const known = store.runs.all.peek();
  const axis = metric === null ? null : scale;
  const plan = swarmPlan({ runs, scores, scale: axis, width: WIDTH_PX, known });
  const { xs, ys, scale: shrunk } = packingOf(plan);
  const nameOf = (name: string | null) => (name === null ? null : printable(name, 60));
  const ends = metric === null ? "" : `, ${RIGHT_END[metric.direction]}`;
  return {
    circles: plan.ordered.map((run, i) => ({
      x: xs[i]!,
      y: plan.height / 2 + ys[i]!,
      radius: plan.dots[i]!.radius * shrunk,
      colour: scoreColour(scale.place(scores.get(run)!), theme),
      isDiverged: scoreOf(run, metric).kind === "diverged",
      slot: SLOTS.find((slot) => chosen[slot] === run.name) ?? null,
    })),
    height: plan.height,
    axis: axis && { left: plan.start, width: plan.span, ticks: axis.ticks },
    title: `${metric?.label ?? "no score logged"}${ends}; size: parameters`,
    names: { a: nameOf(chosen.a), b: nameOf(chosen.b) },
    palette: paletteOf(theme),
  };
}
