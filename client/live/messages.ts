// What the server sends, decoded at the edge: text to a message, bytes to the points they carry.
import { type DistributionPoint, fromColumns } from "#contract/distributionColumns.ts";
import { type Column, unpackFrame } from "#contract/frames.ts";
import type { ServerFrame, ServerMessage } from "#contract/protocol.ts";

/** A scalar series, or a stretch of one, as parallel columns. */
export interface ScalarColumns {
  steps: Float64Array;
  wallTimes: Float64Array;
  values: Float64Array;
}

/** A stretch of a parameter's points: all steps, and the snapshots at some `indices` of the series. */
export interface SnapshotColumns {
  steps: Float64Array;
  indices: readonly number[];
  points: readonly DistributionPoint[];
  byChange: boolean;
}

/** Points of one series, to be put behind the first `from` that the page has. */
export type PointsFrame = { run: string; generation: number; series: number; from: number } & (
  | { type: "scalars"; points: ScalarColumns }
  | { type: "distributions"; points: SnapshotColumns }
);

/** Decodes a text message; throws when it is not JSON. */
export function decodeMessage(text: string): ServerMessage {
  return JSON.parse(text) as ServerMessage;
}

/** Decodes a binary frame, from the socket or over HTTP; throws when it is cut short. */
export function decodePoints(bytes: ArrayBuffer): PointsFrame {
  const { meta, columns } = unpackFrame(bytes);
  const frame = meta as ServerFrame;
  const { run, generation, series, from } = frame;
  const place = { run, generation, series, from };
  switch (frame.type) {
    case "distributions":
      return { ...place, type: "distributions", points: allSnapshots(fromColumns(columns), from) };
    case "overview":
      return { ...place, type: "distributions", points: someSnapshots(columns, frame.byChange) };
    case "scalars":
      return { ...place, type: "scalars", points: scalarColumns(columns) };
    default:
      throw new TypeError(`unknown frame ${String((frame as { type: unknown }).type)}`);
  }
}

function allSnapshots(points: DistributionPoint[], from: number): SnapshotColumns {
  const steps = Float64Array.from(points, ({ step }) => step);
  return { steps, indices: points.map((_, i) => from + i), points, byChange: true };
}

function someSnapshots(columns: readonly Column[], byChange: boolean): SnapshotColumns {
  const [steps, indices, ...distributions] = columns;
  if (!(steps instanceof Float64Array) || !(indices instanceof Uint32Array)) {
    throw new TypeError("an overview without its steps");
  }
  return { steps, indices: [...indices], points: fromColumns(distributions), byChange };
}

function scalarColumns(columns: readonly Column[]): ScalarColumns {
  const [steps, wallTimes, values] = columns;
  if (
    !(steps instanceof Float64Array) ||
    !(wallTimes instanceof Float64Array) ||
    !(values instanceof Float64Array)
  ) {
    throw new TypeError("a scalar frame without its three columns");
  }
  return { steps, wallTimes, values };
}
