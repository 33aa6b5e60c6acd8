// Where every model's circle belongs before it is packed: its place on the axis of the score, its size, and how high the swarm is.
import type { RunSummary } from "#contract/protocol.ts";
import { type Dot, fittingSwarm, type Packing } from "../charts/beeswarm.ts";
import type { MetricScale } from "../charts/metricScale.ts";
import { fittingStacks } from "../charts/stacks.ts";
import { parameterCount } from "../store/runState.ts";

/** Room on both sides of the axis for circles that stand at its ends. */
export const MARGIN = 26;
/** A few circles need no more than a band; a sweep gets room to stack. */
const HEIGHTS = { few: 132, some: 168, many: 168 };
const FEW = 8;
const SOME = 40;
/** Between a few, the rings of A and B have room; among many, the circles themselves need it. */
const GAPS = { few: 12, some: 4, many: 2 };
/** More are stacked in columns: nobody would wait for them to find their places one around the other. */
const MOST_SWARMING = 150;
const SMALLEST_RADIUS = 9;
const RADIUS_PER_DECADE = 3;
/** A thousand parameters have the smallest circle. */
const FIRST_DECADE = 3;

export interface SwarmPlan {
  /** By name: a model that learns moves along, and the others keep their places around it. */
  ordered: readonly RunSummary[];
  /** Of each of them. */
  dots: readonly Dot[];
  size: keyof typeof HEIGHTS;
  isCrowd: boolean;
  height: number;
  /** Between two circles. */
  gap: number;
  /** Width of what stands before the axis: models without a score. */
  lane: number;
  /** Where the axis begins, and how long it is. */
  start: number;
  span: number;
}

interface Planned {
  runs: readonly RunSummary[];
  /** Of every run; NaN for none. */
  scores: ReadonlyMap<RunSummary, number>;
  /** Null where no score is logged at all. */
  scale: MetricScale | null;
  width: number;
  /** All models by name, those that the filter leaves out too: typing in it moves nothing. */
  known: readonly RunSummary[];
}

export function swarmPlan({ runs, scores, scale, width, known }: Planned): SwarmPlan {
  // Models without a score stand off the axis, in a lane as wide as their number asks for.
  const unscored = runs.filter((run) => Number.isNaN(scores.get(run)!)).length;
  const room = Math.max(width - 2 * MARGIN, 10);
  const lane = scale === null ? room : laneFor(unscored, runs.length, room);
  const start = MARGIN + lane;
  const span = Math.max(room - lane, 10);
  const listed = new Set(runs);
  const ordered = known.filter((run) => listed.has(run));
  const isCrowd = ordered.length > MOST_SWARMING;
  let nth = 0;
  const dots = ordered.map((run) => {
    const place = scale?.place(scores.get(run)!) ?? NaN;
    const radius = radiusOf(run);
    if (!Number.isNaN(place)) return { x: start + place * span, radius };
    const broad = lane - (lane < room ? LANE_GAP : 0);
    // Among few, columns that the rings of A and B fit between; thousands are stacked wherever there is room.
    const columns = Math.max(Math.floor(broad / LANE_COLUMN), 1);
    const share = isCrowd ? (nth / unscored) * broad : (nth % columns) * LANE_COLUMN;
    nth++;
    return { x: MARGIN + share, radius };
  });
  const size = known.length > SOME ? "many" : known.length > FEW ? "some" : "few";
  const [height, gap] = [HEIGHTS[size], GAPS[size]];
  return { ordered, dots, size, isCrowd, height, gap, lane, start, span };
}

const EDGE_PX = 8;

/** Takes many milliseconds for hundreds of circles. */
export function packingOf({ dots, gap, height, isCrowd }: SwarmPlan): Packing {
  return (isCrowd ? fittingStacks : fittingSwarm)(dots, gap, height - EDGE_PX);
}

/** The same for two plans whose circles are packed alike. */
export function packingKey({ dots, gap, height }: SwarmPlan): string {
  const places = dots.map(({ x, radius }) => `${x.toFixed(1)} ${radius.toFixed(1)}`);
  return `${height} ${gap} ${places.join()}`;
}

/** Between the last model without a score and the axis' start. */
const LANE_GAP = 34;
const LANE_COLUMN = 24;
/** Models that one column of the lane takes without pressing all others together. */
const LANE_ROWS = 6;
const WIDEST_LANE = 0.5;

/** Width of the strip for models without a score. */
function laneFor(unscored: number, all: number, room: number): number {
  if (unscored === 0) return 0;
  const fair = Math.floor(((unscored / all) * room) / LANE_COLUMN);
  const columns = Math.max(Math.min(Math.ceil(unscored / LANE_ROWS), fair), 1);
  return unscored === all ? room : Math.min(LANE_GAP + columns * LANE_COLUMN, room * WIDEST_LANE);
}

function radiusOf(run: RunSummary): number {
  const decades = Math.log10(Math.max(parameterCount(run), 1)) - FIRST_DECADE;
  return SMALLEST_RADIUS + RADIUS_PER_DECADE * Math.min(Math.max(decades, 0), 6);
}
