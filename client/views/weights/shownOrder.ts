// The order in which one model's units are shown: like ones are put together in the worker, for that takes a moment.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Matrix } from "../../charts/hintonPixels.ts";
import type { Explainer } from "../../network/explainer.ts";
import { type Asked, keepAnswer } from "../../parts/inside/answer.ts";
import { matrixOf } from "./kernel.ts";
import type { Matter } from "./matter.ts";
import type { WeightsOptions } from "./options.ts";
import { type UnitOrder, unitOrder } from "./order.ts";

export interface ShownOrder {
  readonly order: ReadonlySignal<UnitOrder | null>;
  /** Whether every unit was compared with every other; else, of similar ones, only their main directions were. */
  readonly isCompared: ReadonlySignal<boolean>;
  close(this: void): void;
}

/** All pairs of more would be compared for longer than anybody waits: these take about a second. */
const MOST_MULTIPLICATIONS = 6e8;

/** `weights` are those that tell the order; null while they are not here. */
export function createShownOrder(
  explainer: Explainer,
  matter: ReadonlySignal<Matter>,
  weights: ReadonlySignal<Float32Array | null>,
  options: ReadonlySignal<WeightsOptions>,
): ShownOrder {
  const matrix = computed((): Matrix | null => {
    const [own, values] = [matter.value, weights.value];
    return own.kind === "weights" && values !== null ? matrixOf(values, own.kernel, null) : null;
  });
  const question = computed((): Asked<"likeUnits"> | null => {
    const params = options.value.order === "similarity" ? matrix.value : null;
    return params === null || !isAffordable(params) ? null : { method: "likeUnits", params };
  });
  const { answer, close } = keepAnswer(explainer, question, false);
  const compared = computed(() => (answer.value.isCurrent ? answer.value.value : null));
  const order = computed(() => {
    const own = matter.value;
    if (own.kind !== "weights") return null;
    if (compared.value !== null) return compared.value;
    const { inputs: rows, outputs: columns } = own.kernel;
    // Until the weights that tell the order have arrived, it is that of the indices.
    const empty = { values: new Float32Array(0), rows, columns, apart: { row: 0, column: 0 } };
    const by = options.value.order;
    if (by === "index" || matrix.value === null) return unitOrder(empty, "index");
    return unitOrder(matrix.value, by);
  });
  return { order, isCompared: computed(() => compared.value !== null), close };
}

function isAffordable({ rows, columns }: Matrix): boolean {
  return (rows * columns * (rows + columns)) / 2 <= MOST_MULTIPLICATIONS;
}
