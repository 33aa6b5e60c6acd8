// The examples that a unit responds to most, each cut to what the unit looks at, with what comes back through the network beneath.
import { type ImageTile, largestMagnitude } from "../../charts/imageTile.ts";
import type { TopImagesResult } from "../../network/methods/topImages.ts";
import { classWords } from "../../parts/inside/classWords.ts";
import { Tile } from "../../parts/inside/tile.tsx";
import type { Inside } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import type { LookedUnit } from "./looked.ts";
import { progressText, Section } from "./section.tsx";

const PX = 44;

interface TopNineProps {
  inside: Inside;
  looked: LookedUnit;
}

export function TopNine({ inside, looked }: TopNineProps) {
  const name = looked.slot.slot.slot;
  const { value, progress, trouble, isCurrent } = looked.top.value;
  const state =
    trouble !== null
      ? printable(trouble, 200)
      : progress !== null && !isCurrent
        ? `looking at the examples: ${progressText(progress)}`
        : "";
  return (
    <Section
      title="Responds most to"
      about="Of every example the place of the unit’s map where it is most active; the part of the image that this place looks at; and beneath what a deconvolutional network gives back for it alone (Zeiler & Fergus 2014). Click one to give it to the networks."
      state={state}
      testId={`top-nine-${name}`}
    >
      {inside.address.value === null ? (
        <p class="dim">Examples beside the runs would be searched for those that it likes.</p>
      ) : value === null ? (
        <div class="top-nine top-nine-empty" />
      ) : value.top.length === 0 ? (
        <p class="unit-dead" data-testid={`unit-dead-${name}`}>
          Dead: above zero on none of {wholeText(value.peaks.length)} examples.
        </p>
      ) : (
        <Nine inside={inside} result={value} isStale={!isCurrent} range={looked.range.value} />
      )}
      {value?.why && <p class="dim">{printable(value.why, 300)}</p>}
    </Section>
  );
}

interface NineProps {
  inside: Inside;
  result: TopImagesResult;
  isStale: boolean;
  range: readonly [number, number];
}

function Nine({ inside, result, isStale, range }: NineProps) {
  const store = useStore();
  const examples = inside.examples.value.value;
  const label = (example: number): number | null => examples?.labels?.[example] ?? null;
  return (
    <ol class={isStale ? "top-nine top-nine-stale" : "top-nine"}>
      {result.top.map(({ example, activation }, place) => {
        const own = label(example);
        const words = `Example ${wholeText(example)}${own === null ? "" : `, class ${classWords(examples, own)}`}: ${valueText(activation)}`;
        const short = `${own === null ? "" : `${classWords(examples, own)} `}${shortOf(activation)}`;
        const { patch, projection } = tilesOf(result, place, range);
        return (
          <li key={place}>
            <button
              type="button"
              title={`${words}. Give it to the networks`}
              aria-label={`${short}: ${words}`}
              onClick={() => store.inside.give({ kind: "example", index: example })}
            >
              <Tile tile={patch} words="" px={PX} />
              {projection !== null && <Tile tile={projection} words="" px={PX} />}
              <span class="top-nine-words">
                {own !== null && <strong>{classWords(examples, own)}</strong>} {shortOf(activation)}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** As much as there is room for beneath a small picture. */
function shortOf(value: number): number {
  return Number(value.toPrecision(Math.abs(value) < 1 ? 2 : 3));
}

/** The patch in the examples' own colours, the projection around zero, on one scale for all nine. */
export function tilesOf(
  { shape, patches, projections }: TopImagesResult,
  place: number,
  [low, high]: readonly [number, number],
): { patch: ImageTile; projection: ImageTile | null } {
  const [height, width, depth] = shape;
  const size = height * width * depth;
  const channels = depth === 3 ? 3 : 1;
  const part = (all: Float32Array): Float32Array => all.subarray(place * size, (place + 1) * size);
  const base = { height, width, channels } as const;
  const most = projections === null ? 1 : largestMagnitude(projections) || 1;
  return {
    patch: { ...base, values: part(patches), look: "image", low, high },
    projection:
      projections === null
        ? null
        : { ...base, values: part(projections), look: "signed", low: -most, high: most },
  };
}
