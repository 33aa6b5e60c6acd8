// Many values of one event file as columns: what a scanner makes of its bytes, and what runs are made of.

/** What a value holds, as far as it was looked at. */
export const VALUE = {
  /** A number: `simple_value`, or a tensor with a single numeric element. */
  scalar: 0,
  /** A HistogramProto (v1) whose lists agree; `numbers` says how many values it counts. */
  histogram: 1,
  /** A numeric tensor with a single element; a scalar when its tag's plugin is `scalars`. */
  tensorNumber: 2,
  /**
   * A numeric tensor [k, 3], as histograms of (left, right, count) are; `numbers` says how many values it counts, NaN
   * when it cannot be a histogram (a count that is NaN, negative or infinite, too many rows). Edges may be NaN.
   */
  tensorRows: 3,
  /** Any other tensor: text, a model's JSON, images, also one whose bytes do not fill its shape. */
  tensor: 4,
  image: 5,
  audio: 6,
  /** Nothing but a tag and perhaps metadata. */
  empty: 7,
} as const;

export type ValueKind = (typeof VALUE)[keyof typeof VALUE];

/** What a value says of its tag; some writers say it with a tag's first value only. */
export interface TagMetadata {
  /** Index into the batch's `tags`. */
  tag: number;
  /** Index of the value among the batch's values. */
  value: number;
  plugin: string | null;
  pluginContent: Uint8Array | null;
  displayName: string | null;
  description: string | null;
}

/** A value that is not kept, and why. */
export interface RejectedValue {
  tag: string;
  /** Of its record's payload in the file. */
  offset: number;
  reason: string;
}

/**
 * Values of consecutive records of one file, grouped by tag and within a tag in the order of the file:
 * those of `tags[i]` lie at `ends[i - 1]` (0 for the first) up to `ends[i]` of every column.
 */
export interface EventBatch {
  /** Names; one that is not UTF-8 holds U+FFFD. */
  readonly tags: readonly string[];
  readonly ends: Uint32Array;
  /** {@link VALUE} */
  readonly kinds: Uint8Array;
  /** The nearest double of each step. */
  readonly steps: Float64Array;
  /** The steps themselves, when one of them is no double. */
  readonly exactSteps: BigInt64Array | null;
  /** Seconds since 1970; may be anything. */
  readonly wallTimes: Float64Array;
  /** A scalar's value; how many values a histogram counts; NaN for everything else. */
  readonly numbers: Float64Array;
  /** Offset in the file of the value's message (HistogramProto, TensorProto …); of `simple_value`, of the value itself. */
  readonly starts: Float64Array;
  /** Bytes of that message. */
  readonly lengths: Uint32Array;
  /** What is new about tags, in the order of the file; told again whenever a file tells something else. */
  readonly metadata: readonly TagMetadata[];
  /** The first few values that cannot be drawn … */
  readonly rejected: readonly RejectedValue[];
  /** … and how many more there were. */
  readonly moreRejected: number;
  /** Whole messages of the values whose meaning is in their bytes (a model's JSON), by index of the value. */
  readonly contents: ReadonlyMap<number, Uint8Array>;
  /** A job started (again) at this step before the first value: what was written from it on is superseded. */
  readonly sessionStart: number | null;
  /** Records in the batch, those without values included. */
  readonly records: number;
}
