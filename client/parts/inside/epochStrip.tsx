// The same small picture at every checkpoint in one row: fills as answers arrive, lights the playhead's, and moves it.
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ImageTile } from "../../charts/imageTile.ts";
import type { MethodName, ResultOf } from "../../network/methods/index.ts";
import type { NetworkAt } from "../../network/methods/method.ts";
import { keyOf } from "../../network/questionKey.ts";
import { useStore } from "../../store/context.ts";
import { SlotBadge } from "../../ui/badge.tsx";
import { wholeText } from "../../ui/format.ts";
import { rove } from "../../ui/roving.ts";
import type { Asked } from "./answer.ts";
import { stripSteps } from "./stripSteps.ts";
import { Tile } from "./tile.tsx";
import { useAnswers } from "./useAnswer.ts";
import type { InsideSlot } from "./useInside.ts";

interface EpochStripProps<N extends MethodName> {
  slot: InsideSlot;
  /** What is asked of each checkpoint; null where there is nothing to ask. Tracks what it reads. */
  ask: (at: NetworkAt) => Asked<N> | null;
  /** Its picture; one scale for all. Tracks what it reads. */
  tile: (result: ResultOf<N>) => ImageTile;
  /** Beneath it, in a few letters. */
  caption?: (result: ResultOf<N>) => string;
  /** What the pictures show, as in "Relevance at". */
  words: string;
  px?: number;
}

const TILE_PX = 56;

export function EpochStrip<N extends MethodName>(props: EpochStripProps<N>) {
  const { slot, ask, tile, caption, words, px = TILE_PX } = props;
  const { aligned, playhead, unit } = useStore();
  const name = slot.slot.slot;
  const current = useComputed(() => slot.at.value?.step ?? null);
  const steps = useComputed(() => stripSteps(slot.steps.value, current.value));
  // The newest way of asking: the signals below outlive one rendering.
  const way = useSignal(ask);
  way.value = ask;
  const asked = useComputed(() => {
    const at = slot.at.value;
    const { steps: shown } = steps.value;
    const all = new Map<number, Asked<N>>();
    for (const step of shown) {
      const one = at === null ? null : way.value({ source: at.source, step });
      if (one !== null) all.set(step, one);
    }
    return all;
  });
  const answers = useAnswers<N>(
    useComputed(() => {
      const here = current.value ?? 0;
      const order = [...asked.value].sort(
        ([one], [two]) => Math.abs(one - here) - Math.abs(two - here),
      );
      return order.map(([, question]) => question);
    }),
  );
  // Until the next picture is there, the one before stays: of the same model, though of another image.
  const before = useRef({ source: "", values: new Map<number, ResultOf<N>>() });
  const source = slot.at.value?.source.key ?? "";
  if (before.current.source !== source) before.current = { source, values: new Map() };
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const lit = row.current?.querySelector<HTMLElement>("[aria-current=true]");
    if (!lit || !row.current) return;
    // Sideways alone: the page must not jump to the strip.
    row.current.scrollLeft = lit.offsetLeft - (row.current.clientWidth - lit.offsetWidth) / 2;
  }, [current.value]);
  const { steps: shown, left } = steps.value;
  return (
    <div class="strip" data-testid={`strip-${name}`}>
      <SlotBadge slot={name} />
      <div
        ref={row}
        class="strip-row"
        role="group"
        data-own-keys
        aria-label={`${words} every checkpoint of ${name.toUpperCase()}`}
        onKeyDown={(event) => rove(event.currentTarget, event)}
      >
        {shown.map((step) => {
          const question = asked.value.get(step);
          const answer = question && answers.value.get(keyOf(question.method, question.params));
          const trouble = answer && "trouble" in answer ? answer.trouble : null;
          const isNew = answer != null && "value" in answer;
          if (isNew) before.current.values.set(step, answer.value);
          const value = trouble === null ? (before.current.values.get(step) ?? null) : null;
          const isHere = step === current.value;
          const under = value === null ? "" : (caption?.(value) ?? "");
          return (
            <button
              key={step}
              type="button"
              class={isNew ? "strip-tile" : "strip-tile strip-old"}
              aria-current={isHere}
              data-rove
              tabIndex={isHere ? 0 : -1}
              data-step={step}
              aria-label={`${words} ${unit.value} ${wholeText(step)} ${trouble === null ? under : `: ${trouble}`}`}
              title={trouble ?? undefined}
              onClick={() => playhead.moveTo(aligned.playheadAt(name, step))}
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
        })}
      </div>
      {left > 0 && <span class="dim strip-left">{wholeText(left)} more are not shown</span>}
    </div>
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
