// The small pictures of the views that look inside a network.
import type { JSX } from "preact";

/** Of a 7: where a pen went. */
const DIGIT = "M18 11H38L27 31";
const SQUARES: readonly (readonly [x: number, y: number, side: number, isPositive: boolean])[] = [
  [11, 9, 9, true],
  [28, 9, 4, false],
  [45, 9, 7, false],
  [11, 20, 5, false],
  [28, 20, 11, true],
  [45, 20, 4, true],
  [11, 31, 7, true],
  [28, 31, 6, false],
  [45, 31, 10, true],
];

export const INSIDE_PICTURES: Readonly<Record<string, () => JSX.Element>> = {
  weights: () => (
    <>
      {SQUARES.map(([x, y, side, isPositive]) => (
        <rect
          key={`${x} ${y}`}
          class={isPositive ? "ink-a" : "ink"}
          x={x - side / 2}
          y={y - side / 2}
          width={side}
          height={side}
        />
      ))}
    </>
  ),
  activations: () => (
    <>
      {[7, 23, 39].map((x, layer) =>
        [5, 15, 25].map((y, map) => (
          <rect
            key={`${x} ${y}`}
            class="ink-a"
            x={x}
            y={y + layer}
            width={10 - layer}
            height="8"
            rx="1"
            opacity={0.25 + 0.25 * ((layer + 2 * map) % 4)}
          />
        )),
      )}
    </>
  ),
  relevance: () => (
    <>
      <path class="glow-a" d={DIGIT} />
      <path class="line-a" d="M18 11H33" />
      <path class="line-b" d="M34 18L27 31" />
    </>
  ),
  unit: () => (
    <>
      <circle class="ring-a" cx="15" cy="20" r="9" />
      <path class="line-a" d="M15 14V26M9.5 17L20.5 23M9.5 23L20.5 17" />
      {[6, 17, 28].flatMap((y, row) =>
        [31, 42].map((x, column) => (
          <rect
            key={`${x} ${y}`}
            class="ink"
            x={x}
            y={y}
            width="8"
            height="8"
            rx="1.5"
            opacity={0.9 - 0.22 * row - 0.1 * column}
          />
        )),
      )}
    </>
  ),
  occlusion: () => (
    <>
      <path class="line" d={DIGIT} />
      <rect class="ink-a" x="29" y="7" width="14" height="14" rx="2" />
    </>
  ),
  clusters: () => (
    <>
      <path class="line-a" d="M16 12C26 12 30 12 40 10" />
      <path class="line-b" d="M16 28C26 28 30 14 40 12" />
      <path class="line-a" d="M16 28C26 28 30 30 40 30" />
      {[
        [5, 5, 11, 13],
        [5, 22, 11, 12],
        [40, 4, 11, 14],
        [40, 23, 11, 13],
      ].map(([x, y, width, height]) => (
        <rect key={`${x} ${y}`} class="ink" x={x} y={y} width={width} height={height} rx="2" />
      ))}
    </>
  ),
  adversarial: () => (
    <>
      <path class="line-a" d="M6 20H18" />
      <path class="line-b" d="M38 20H50" />
      {[
        [23, 13],
        [31, 11],
        [27, 19],
        [34, 21],
        [22, 25],
        [30, 29],
      ].map(([x, y]) => (
        <circle key={`${x} ${y}`} class="ink" cx={x} cy={y} r="1.8" />
      ))}
    </>
  ),
  predictions: () => (
    <>
      {[0, 1, 2, 3].flatMap((row) =>
        [0, 1, 2, 3].map((column) => (
          <rect
            key={`${row} ${column}`}
            class={row === column ? "ink-a" : "ink-b"}
            x={11 + column * 9}
            y={3 + row * 9}
            width="7.5"
            height="7.5"
            opacity={row === column ? 0.9 : 0.12 + 0.12 * ((row * 3 + column) % 3)}
          />
        )),
      )}
    </>
  ),
};
