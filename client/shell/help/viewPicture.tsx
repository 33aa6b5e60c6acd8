// A view in 56 by 40 pixels, drawn in the two models' hues: what to look out for on its tab.
import type { JSX } from "preact";
import { INSIDE_PICTURES } from "./insidePictures.tsx";

const HUMP_A = "M4 34C14 34 16 8 24 8S36 34 46 34Z";
const HUMP_B = "M14 34C22 34 26 14 33 14S44 34 52 34Z";
const SHADES = [0.15, 0.3, 0.5, 0.75, 0.95];

const PICTURES: Readonly<Record<string, () => JSX.Element>> = {
  ...INSIDE_PICTURES,
  distributions: () => (
    <>
      <path class="ink-a" d="M4 19C14 19 18 4 27 4S42 19 52 19Z" />
      <path class="ink-b" d="M4 37C16 37 20 23 28 23S42 37 52 37Z" />
    </>
  ),
  compare: () => (
    <>
      <path class="ink-a half" d={HUMP_A} />
      <path class="ink-b half" d={HUMP_B} />
    </>
  ),
  overTime: () => (
    <>
      {[8, 16, 24, 32].map((y, i) => (
        <path
          key={y}
          class={i === 3 ? "line-a" : "line"}
          d={`M4 ${y + 4}C${16 - i} ${y + 4} ${20 - i} ${y - 6 + i} 28 ${y - 6 + i}S${40 + i} ${y + 4} 52 ${y + 4}`}
        />
      ))}
    </>
  ),
  network: () => (
    <>
      {[0, 1, 2, 3].flatMap((row) =>
        SHADES.map((_, column) => (
          <rect
            key={`${row} ${column}`}
            class="ink-a"
            x={5 + column * 9.4}
            y={4 + row * 8.4}
            width="8"
            height="7"
            opacity={SHADES[(column * (row + 1) + row) % SHADES.length]}
          />
        )),
      )}
    </>
  ),
  distances: () => (
    <>
      {[44, 31, 20, 12].map((width, i) => (
        <rect key={width} class="ink" x="5" y={5 + i * 8.4} width={width} height="5" rx="2" />
      ))}
    </>
  ),
  scalars: () => (
    <>
      <path class="line-a" d="M4 34C14 16 24 10 52 7" />
      <path class="line-b" d="M4 35C18 26 32 20 52 17" />
    </>
  ),
  models: () => (
    <>
      {[8, 22, 36, 50].map((x) => (
        <path key={x} class="line" d={`M${x} 5V36`} />
      ))}
      <path class="line-a" d="M8 28L22 12L36 18L50 8" />
      <path class="line-b" d="M8 14L22 26L36 10L50 30" />
    </>
  ),
  spectrum: () => (
    <>
      {[32, 24, 17, 12, 9, 7, 6].map((height, i) => (
        <rect
          key={height}
          class="ink-a"
          x={5 + i * 6.8}
          y={37 - height}
          width="4.6"
          height={height}
        />
      ))}
    </>
  ),
  findings: () => (
    <>
      <path class="line" d="M4 30C14 28 20 27 27 26" />
      <path class="line-warn" d="M27 26C36 24 40 16 46 5" />
      <circle class="ring-warn" cx="27" cy="26" r="5" />
    </>
  ),
};

export function ViewPicture({ name }: { name: string }) {
  const draw = Object.hasOwn(PICTURES, name) ? PICTURES[name] : undefined;
  return (
    <svg class="view-picture" viewBox="0 0 56 40" width="56" height="40" aria-hidden="true">
      {draw?.()}
    </svg>
  );
}
