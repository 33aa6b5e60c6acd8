// One checkpoint of a strip: its picture, as it is or as it was of another image, and a click that moves the playhead there.
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { ImageTile } from "../../charts/imageTile.ts";
import type { MethodName, ResultOf } from "../../network/methods/index.ts";
import { keyOf } from "../../network/questionKey.ts";
import { useStore } from "../../store/context.ts";
import { wholeText } from "../../ui/format.ts";
import type { Asked } from "./answer.ts";
import type { OneOfMany } from "./answers.ts";
import { Tile } from "./tile.tsx";
import type { InsideSlot } from "./useInside.ts";

/** How the answer at one checkpoint is shown. */
export interface StripLook<N extends MethodName> {
  slot: InsideSlot;
  /** Its picture; one scale for all. Tracks what it reads. */
  tile: (result: ResultOf<N>) => ImageTile;
  /** Beneath it, in a few letters. */
  caption?: (result: ResultOf<N>) => string;
  /** What the pictures show, as in "Relevance at". */
  words: string;
  px?: number;
}

interface StripTileProps<N extends MethodName> extends StripLook<N> {
  step: number;
  current: ReadonlySignal<number | null>;
  pointed: ReadonlySignal<number | null>;
  asked: ReadonlySignal<ReadonlyMap<number, Asked<N>>>;
  answers: ReadonlySignal<ReadonlyMap<string, OneOfMany<ResultOf<N>>>>;
}

const TILE_PX = 56;

/** Drawn again only when something of its own has changed. */
export function StripTile<N extends MethodName>(props: StripTileProps<N>) {
  const { slot, tile, caption, words, px = TILE_PX, step } = props;
  const { current, pointed, asked, answers } = props;
  const { aligned, hover, playhead, unit } = useStore();
  const name = slot.slot.slot;
  const isHere = useComputed(() => step === current.value).value;
  const isPointed = useComputed(() => step === pointed.value).value;
  const answer = useComputed(() => {
    const question = asked.value.get(step);
    return (question && answers.value.get(keyOf(question.method, question.params))) ?? null;
  }).value;
  // Until the next picture is there, the one before stays: of the same model, though of another image.
  const source = useComputed(() => slot.source.value?.key ?? "").value;
  const before = useRef<{ source: string; value: ResultOf<N> } | null>(null);
  if (before.current?.source !== source) before.current = null;
  const trouble = answer !== null && "trouble" in answer ? answer.trouble : null;
  const isNew = answer !== null && "value" in answer;
  if (isNew) before.current = { source, value: answer.value };
  const value = trouble === null ? (before.current?.value ?? null) : null;
  const under = value === null ? "" : (caption?.(value) ?? "");
  const looks = [
    "strip-tile",
    ...(isNew ? [] : ["strip-old"]),
    ...(isPointed ? ["strip-pointed"] : []),
  ];
  const point = (): void => hover.pointIn(name, { step });
  return (
    <button
      type="button"
      class={looks.join(" ")}
      aria-current={isHere}
      data-rove
      tabIndex={isHere ? 0 : -1}
      data-step={step}
      aria-label={`${words} ${unit.value} ${wholeText(step)} ${trouble === null ? under : `: ${trouble}`}`}
      title={trouble ?? undefined}
      onClick={() => playhead.moveTo(aligned.playheadAt(name, step))}
      onPointerEnter={point}
      onFocus={point}
      onBlur={() => hover.leave()}
    >
      {value === null ? (
        <span
          class={trouble === null ? "strip-empty" : "strip-empty strip-trouble"}
          style={{ width: `${px}px`, height: `${px}px` }}
        />
      ) : (
        <Picture value={value} tile={tile} px={px} />
      )}
      <span class="strip-step">{wholeText(step)}</span>
      {caption !== undefined && <span class="strip-caption">{under}</span>}
    </button>
  );
}

interface PictureProps<T> {
  value: T;
  tile: (value: T) => ImageTile;
  px: number;
}

/** Painted again only when what it shows, or its scale, is another. */
function Picture<T>({ value, tile, px }: PictureProps<T>) {
  const shown = useSignal({ value, tile });
  if (shown.peek().value !== value || shown.peek().tile !== tile) shown.value = { value, tile };
  const made = useComputed(() => shown.value.tile(shown.value.value));
  return <Tile tile={made.value} words="" px={px} />;
}
