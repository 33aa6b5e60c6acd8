// A long line for few pixels: in every column of them the first, lowest, highest and last value, so that no spike is lost.

/** Vertices of unbroken stretches, in pixels, and where values were not finite. */
export interface Envelope {
  stretches: [x: number, y: number][][];
  /** Columns that hold a value that is not finite. */
  notFinite: number[];
}

/** `steps` ascend; `x` and `y` give a step's and a value's pixel. A gap is a column that has no finite value but others. */
export function envelope(
  steps: ArrayLike<number>,
  values: ArrayLike<number>,
  x: (step: number) => number,
  y: (value: number) => number,
): Envelope {
  const stretches: Envelope["stretches"] = [];
  const notFinite: number[] = [];
  let open: [number, number][] = [];
  for (let from = 0; from < steps.length;) {
    const column = Math.floor(x(steps[from]!));
    let [to, lowest, highest, first, last] = [from, -1, -1, -1, -1];
    let isWhole = true;
    for (; to < steps.length && Math.floor(x(steps[to]!)) === column; to++) {
      const value = values[to]!;
      if (!Number.isFinite(value)) {
        isWhole = false;
        continue;
      }
      if (first < 0) first = to;
      if (lowest < 0 || value < values[lowest]!) lowest = to;
      if (highest < 0 || value > values[highest]!) highest = to;
      last = to;
    }
    if (!isWhole) notFinite.push(column);
    if (first >= 0) {
      const kept = [...new Set([first, lowest, highest, last])].sort((one, two) => one - two);
      open.push(...kept.map((i): [number, number] => [x(steps[i]!), y(values[i]!)]));
    } else if (open.length > 0) {
      stretches.push(open);
      open = [];
    }
    from = to;
  }
  if (open.length > 0) stretches.push(open);
  return { stretches, notFinite };
}

/** The stretches as an SVG path; one of a single value is a dot under a round line cap. */
export function pathOf(stretches: Envelope["stretches"]): string {
  const text = (value: number): string => value.toFixed(1);
  return stretches
    .map((vertices) => {
      const [first, ...rest] = vertices.map(([x, y]) => `${text(x)} ${text(y)}`);
      return rest.length === 0 ? `M${first}h0` : `M${first}L${rest.join(" ")}`;
    })
    .join("");
}
