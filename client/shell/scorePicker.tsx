// Chooses the scalar that models are judged by: the usual scores first, every other that is logged behind them.
import { useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { useStore } from "../store/context.ts";
import { type Direction, type OfferedMetric, offeredMetrics } from "../store/metric.ts";
import { wholeText } from "../ui/format.ts";
import { Name } from "../ui/name.tsx";

/** What lies at the right end of the axis. */
export const RIGHT_END: Readonly<Record<Direction, string>> = {
  higher: "higher is better",
  lower: "lower is better",
  neither: "higher to the right",
};

/** More are found by their names. */
const MOST_LISTED = 200;

export function ScorePicker() {
  const { metric, settings } = useStore();
  const open = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    open.value = false;
    opener.current?.focus();
  };
  const label = metric.value?.label ?? "no score logged";
  return (
    <div class="score-picker">
      <button
        ref={opener}
        type="button"
        class="score-opener"
        data-testid="metric"
        aria-expanded={open.value}
        aria-label={`Judged by ${label}. Choose another scalar`}
        onClick={() => (open.value = !open.value)}
      >
        <Name text={label} longest={36} />
        <span aria-hidden="true">▾</span>
      </button>
      {open.value && (
        <ScoreList
          close={close}
          choose={(tag) => {
            settings.metric.value = tag;
            close();
          }}
        />
      )}
    </div>
  );
}

interface ScoreListProps {
  close: () => void;
  choose: (tag: string | null) => void;
}

function ScoreList({ close, choose }: ScoreListProps) {
  const { runs, metric, settings } = useStore();
  const filter = useSignal("");
  // Opens on the chosen one, so that an arrow key leads to its neighbours.
  const active = useSignal(
    Math.max(
      offeredMetrics(runs.all.peek()).findIndex(({ tag }) => tag === metric.peek()?.tags[0]),
      0,
    ),
  );
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  // At once: the first letter that is typed belongs to the filter already.
  useLayoutEffect(() => {
    input.current?.focus();
    document.getElementById(`${id}-${active.peek()}`)?.scrollIntoView({ block: "nearest" });
  }, []);
  useEffect(() => {
    const leave = (event: Event): void => {
      if (!box.current?.parentElement?.contains(event.target as Node)) close();
    };
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, []);
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = offeredMetrics(runs.all.value).filter(({ tag }) => {
    return words.every((word) => tag.toLowerCase().includes(word));
  });
  const listed = found.slice(0, MOST_LISTED);
  const at = Math.min(active.value, listed.length - 1);
  const pressed = (event: KeyboardEvent): void => {
    const moved = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (moved !== undefined) {
      active.value = Math.min(Math.max(moved, 0), listed.length - 1);
      document.getElementById(`${id}-${active.value}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && listed[at] !== undefined) choose(listed[at].tag);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={box} class="score-list" data-own-keys data-testid="metric-list" onKeyDown={pressed}>
      <input
        ref={input}
        type="search"
        aria-label="Scalars with these words in their name"
        aria-controls={`${id}-list`}
        aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
        placeholder="Filter scalars"
        data-testid="metric-filter"
        value={filter.value}
        onInput={(event) => {
          filter.value = event.currentTarget.value;
          active.value = 0;
        }}
      />
      <ul id={`${id}-list`} tabIndex={0} role="listbox" aria-label="Scalars to judge the models by">
        {listed.map((offered, i) => (
          <ScoreOption
            key={offered.tag}
            id={`${id}-${i}`}
            offered={offered}
            isActive={i === at}
            isChosen={metric.value?.tags.includes(offered.tag) ?? false}
            models={runs.all.value.length}
            choose={() => choose(offered.tag)}
          />
        ))}
      </ul>
      <p class="dim score-rest">
        {found.length === 0 && "No scalar has that in its name."}
        {found.length > MOST_LISTED &&
          `and ${wholeText(found.length - MOST_LISTED)} more: type to find them`}
      </p>
      {settings.metric.value !== null && (
        <button type="button" class="quiet" data-testid="metric-usual" onClick={() => choose(null)}>
          Back to the usual score
        </button>
      )}
    </div>
  );
}

interface ScoreOptionProps {
  id: string;
  offered: OfferedMetric;
  isActive: boolean;
  isChosen: boolean;
  /** How many models there are. */
  models: number;
  choose: () => void;
}

const ARROWS: Readonly<Record<Direction, string>> = {
  higher: "↑ better",
  lower: "↓ better",
  neither: "",
};

function ScoreOption({ id, offered, isActive, isChosen, models, choose }: ScoreOptionProps) {
  const count = offered.models;
  const share = count < models ? `${wholeText(count)} of ${wholeText(models)}` : "";
  return (
    // The keys are the list's: it moves what is active and chooses it.
    <li
      id={id}
      role="option"
      class={isActive ? "score-option score-active" : "score-option"}
      aria-selected={isChosen}
      data-tag={offered.tag}
      onClick={choose}
    >
      <Name text={offered.tag} longest={48} />
      <span class="dim">{[ARROWS[offered.direction], share].filter(Boolean).join(" · ")}</span>
    </li>
  );
}
