// Images that were optimised for the unit, in four ways: what each reached, and how that compares with real images.
import { useComputed } from "@preact/signals";
import type { ImageTile } from "../../charts/imageTile.ts";
import { MAXIMISE_PRESETS, type MaximisePreset } from "../../network/maximise/presets.ts";
import type { MaximisePartial, MaximiseResult } from "../../network/methods/maximise.ts";
import { Tile } from "../../parts/inside/tile.tsx";
import { useAnswer } from "../../parts/inside/useAnswer.ts";
import { shareText, valueText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { shareBelow } from "./figures.ts";
import { askOptimised, type LookedUnit } from "./looked.ts";
import { progressText, Section } from "./section.tsx";

const PX = 96;

const WAYS: Readonly<Record<MaximisePreset, { label: string; title: string }>> = {
  clipped: { label: "no small pixels", title: "Blurred a little; the smaller half becomes 0" },
  decayed: { label: "shrunk", title: "Every pixel shrinks by 30% a step" },
  blurred: { label: "blurred", title: "Blurred by a pixel every four steps" },
  contributing: {
    label: "no idle pixels",
    title: "Only the tenth of the pixels that contribute most stays",
  },
};

export function Optimised({ looked }: { looked: LookedUnit }) {
  const presets = Object.keys(MAXIMISE_PRESETS) as MaximisePreset[];
  return (
    <Section
      title="Would respond most to"
      about="Climbing from the same faint noise to what the unit weighs highest, in four ways of keeping the image from becoming noise again (Yosinski et al. 2015). On maps, the unit in their middle. Each is as bright as its brightest pixel. The percentile is among its strongest responses to the examples."
      testId={`optimised-${looked.slot.slot.slot}`}
    >
      <ul class="optimised">
        {presets.map((preset) => (
          <One key={preset} looked={looked} preset={preset} />
        ))}
      </ul>
    </Section>
  );
}

function One({ looked, preset }: { looked: LookedUnit; preset: MaximisePreset }) {
  const answer = useAnswer<"maximise">(
    useComputed(() => askOptimised(looked, looked.at.value, preset)),
  );
  const { value, isCurrent, progress, partial, trouble } = answer.value;
  const { label, title } = WAYS[preset];
  const shown = isCurrent ? value : ((partial as MaximisePartial | null) ?? value);
  const peaks = looked.top.value.value?.peaks ?? null;
  const name = looked.slot.slot.slot;
  const words = value === null ? label : `${label}: ${reachedWords(value, peaks)}`;
  return (
    <li data-testid={`optimised-${name}-${preset}`} title={title}>
      {shown === null ? (
        <span class="optimised-empty" style={{ width: `${PX}px`, height: `${PX}px` }} />
      ) : (
        <Tile tile={tileOf(shown, looked.range.value)} words={words} px={PX} />
      )}
      <span>{label}</span>
      <span class="dim" role={isCurrent ? undefined : "status"}>
        {trouble !== null
          ? printable(trouble, 120)
          : isCurrent && value !== null
            ? reachedWords(value, peaks)
            : progress !== null
              ? progressText(progress)
              : ""}
      </span>
    </li>
  );
}

/** To its own brightest value: what shrinks at every step stays faint. */
export function tileOf(
  { shape, values }: MaximisePartial,
  [low]: readonly [number, number],
): ImageTile {
  const [height, width, depth] = shape;
  const high = values.reduce((most, value) => Math.max(most, value), low);
  return { height, width, channels: depth === 3 ? 3 : 1, values, look: "image", low, high };
}

/** "3.12, more than 99.7% of the examples". */
export function reachedWords(
  { activation, isFlat }: MaximiseResult,
  peaks: Float32Array | null,
): string {
  if (isFlat) return "dead: nothing near noise moves it";
  const reached = valueText(activation);
  if (peaks === null) return reached;
  return `${reached}, above ${shareText(shareBelow(peaks, activation), 1)} of examples`;
}
