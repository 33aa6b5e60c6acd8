// Rectangles of given areas that fill a box, neighbours in their order side by side, each as square as can be.

export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** So few are laid out in every way there is. */
const WEIGHED_UP_TO = 5;

/**
 * One rectangle for each area, in proportion to it; together they are the box.
 *
 * @param areas above zero
 */
export function packed(areas: ArrayLike<number>, box: Rectangle): Rectangle[] {
  const sums = new Float64Array(areas.length + 1);
  for (let i = 0; i < areas.length; i++) sums[i + 1] = sums[i]! + areas[i]!;
  const places: Rectangle[] = [];
  place(sums, 0, areas.length, box, places);
  return places;
}

function place(
  sums: Float64Array,
  from: number,
  to: number,
  box: Rectangle,
  places: Rectangle[],
): void {
  if (to - from <= WEIGHED_UP_TO) {
    places.push(...squarest(sums, from, to, box).places);
    return;
  }
  const half = (sums[from]! + sums[to]!) / 2;
  let at = from + 1;
  while (at < to - 1 && Math.abs(sums[at + 1]! - half) < Math.abs(sums[at]! - half)) at++;
  const [one, other] = cut(sums, from, at, to, box, box.width >= box.height);
  place(sums, from, at, one, places);
  place(sums, at, to, other, places);
}

/** The layout whose least square rectangle is the squarest. */
function squarest(
  sums: Float64Array,
  from: number,
  to: number,
  box: Rectangle,
): { places: Rectangle[]; worst: number } {
  if (to <= from) return { places: [], worst: 1 };
  if (to - from === 1) {
    const { width, height } = box;
    return { places: [box], worst: Math.max(width / height, height / width) };
  }
  let best = { places: [] as Rectangle[], worst: Infinity };
  for (let at = from + 1; at < to; at++) {
    for (const isBeside of [true, false]) {
      const [one, other] = cut(sums, from, at, to, box, isBeside);
      const first = squarest(sums, from, at, one);
      if (first.worst >= best.worst) continue;
      const second = squarest(sums, at, to, other);
      const worst = Math.max(first.worst, second.worst);
      if (worst < best.worst) best = { places: [...first.places, ...second.places], worst };
    }
  }
  return best;
}

function cut(
  sums: Float64Array,
  from: number,
  at: number,
  to: number,
  { left, top, width, height }: Rectangle,
  isBeside: boolean,
): [Rectangle, Rectangle] {
  const share = (sums[at]! - sums[from]!) / (sums[to]! - sums[from]!);
  if (isBeside) {
    const first = width * share;
    return [
      { left, top, width: first, height },
      { left: left + first, top, width: width - first, height },
    ];
  }
  const first = height * share;
  return [
    { left, top, width, height: first },
    { left, top: top + first, width, height: height - first },
  ];
}
