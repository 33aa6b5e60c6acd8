// The circles of hundreds of models, painted: one stop for Tab, walked with the arrow keys, pointed at like the others.
import { computed, signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { RunSummary } from "#contract/protocol.ts";
import {
  crowdAt,
  type CrowdPicture,
  crowdWalk,
  paintCrowd,
  paintCrowdCursor,
} from "../charts/crowd.ts";
import type { Painting } from "../charts/surface.ts";
import { type Cursor, Painted, type Spot } from "../parts/painted.tsx";
import { useStore } from "../store/context.ts";
import { runState } from "../store/runState.ts";
import { SLOTS } from "../store/selectionRules.ts";
import type { Store } from "../store/store.ts";
import { useDerived } from "../ui/useDerived.ts";
import { circleWords } from "./modelWords.ts";
import { canHover, type Pointed } from "./pointed.ts";

export interface Crowded {
  /** In the order of the picture's dots. */
  runs: readonly RunSummary[];
  picture: CrowdPicture;
}

interface CrowdProps {
  crowded: Crowded;
  height: number;
  words: string;
  point: (pointed: Pointed | null) => void;
  /** What lies over the circles. */
  children: ComponentChildren;
}

const MOVES: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at) => at + 1,
  ArrowDown: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, last) => last,
};
const CHOOSING: ReadonlySet<string> = new Set(["Enter", " "]);

export function Crowd({ crowded, height, words, point, children }: CrowdProps) {
  const store = useStore();
  const root = useRef<HTMLDivElement>(null);
  const pointAt = (index: number | null): void => {
    const { runs, picture } = made.crowded.peek();
    const [run, dot, element] = [runs[index ?? -1], picture.dots[index ?? -1], root.current];
    if (run === undefined || dot === undefined || element === null) {
      point(null);
      return;
    }
    const { left, top } = element.getBoundingClientRect();
    const size = 2 * dot.radius;
    const anchor = new DOMRect(left + dot.x - dot.radius, top + dot.y - dot.radius, size, size);
    const panel = element.closest(".panel")?.getBoundingClientRect();
    point({ name: run.name, anchor, panelRight: panel?.right ?? anchor.right });
  };
  const choose = (index: number | null): void => {
    const run = made.crowded.peek().runs[index ?? -1];
    if (run === undefined) return;
    // The card would cover the frame that the choice fills.
    if (canHover()) point(null);
    store.selection.toggle(run.name);
  };
  const made = useMemo(() => {
    const shown = signal(crowded);
    /** Name of the model that the keyboard is at; null while it is elsewhere. */
    const focused = signal<string | null>(null);
    const walk = computed(() => crowdWalk(shown.value.picture.dots));
    const stop = computed(() => {
      const { runs } = shown.value;
      const at = runs.findIndex(({ name }) => name === focused.value);
      return at < 0 ? 0 : walk.value.indexOf(at);
    });
    const indexAt = (): number => walk.peek()[stop.peek()] ?? 0;
    const cursor: Cursor = {
      value: stop,
      most: computed(() => walk.value.length - 1),
      said: computed(() => {
        const at = walk.value[stop.value] ?? 0;
        const [run, dot] = [shown.value.runs[at], shown.value.picture.dots[at]];
        return run === undefined || !dot ? "" : wordsOf(store, run, dot.beyond !== null);
      }),
      move(key) {
        if (CHOOSING.has(key)) choose(indexAt());
        else if (key === "Escape") point(null);
        else if (Object.hasOwn(MOVES, key)) {
          const last = walk.peek().length - 1;
          // Whoever comes by Tab stands before the first.
          const to = MOVES[key]!(focused.peek() === null ? -1 : stop.peek(), last);
          const index = walk.peek()[Math.min(Math.max(to, 0), last)] ?? 0;
          focused.value = shown.peek().runs[index]?.name ?? null;
          pointAt(index);
        } else return false;
        return true;
      },
      left() {
        focused.value = null;
        point(null);
      },
    };
    const picture = computed((): Painting => {
      const { picture: drawn } = shown.value;
      return (surface) => paintCrowd(surface, drawn);
    });
    const marks = computed((): Painting => {
      const { picture: drawn } = shown.value;
      const at = focused.value === null ? null : (walk.value[stop.value] ?? null);
      return (surface) => {
        if (at !== null) paintCrowdCursor(surface, drawn, at);
      };
    });
    return { crowded: shown, cursor, picture, marks, words: signal(words) };
  }, [store]);
  useLayoutEffect(() => {
    made.crowded.value = crowded;
    made.words.value = words;
  }, [crowded, words]);
  const indexOf = ({ left, top }: Spot): number | null =>
    crowdAt(made.crowded.peek().picture.dots, left, top);
  return (
    <div ref={root} class="swarm-painted" style={{ height: `${height}px` }}>
      <Painted
        picture={made.picture}
        marks={made.marks}
        words={made.words}
        testId="crowd"
        hovered={(spot) => pointAt(spot === null ? null : indexOf(spot))}
        clicked={(spot) => choose(indexOf(spot))}
        cursor={made.cursor}
      />
      <TrainingRings crowded={crowded} />
      {children}
    </div>
  );
}

const RING_GAP_PX = 2;

/** Around those that train. It is its opacity that comes and goes, which paints nothing again, however many there are. */
function TrainingRings({ crowded }: { crowded: Crowded }) {
  const { now } = useStore();
  const path = useDerived(() => {
    const { runs, picture } = crowded;
    const rings = picture.dots.filter((_, i) => runState(runs[i]!, now.value) === "training");
    return rings.map(({ x, y, radius }) => ringPath(x, y, radius + RING_GAP_PX)).join("");
  }, [crowded]);
  if (path === "") return null;
  return (
    <svg class="swarm-training" aria-hidden="true">
      <path data-testid="training-rings" d={path} />
    </svg>
  );
}

function ringPath(x: number, y: number, radius: number): string {
  const [across, back] = [2 * radius, -2 * radius];
  const arc = (by: number): string => `a${radius} ${radius} 0 1 0 ${by} 0`;
  return `M${x - radius} ${y}${arc(across)}${arc(back)}`;
}

/** Reads signals: call it inside of a computed one. */
function wordsOf(store: Store, run: RunSummary, isBeyond: boolean): string {
  const { metric, now, isReading, selection } = store;
  return circleWords(run, {
    metric: metric.value,
    state: runState(run, now.value),
    isReading: isReading.value,
    slot: SLOTS.find((name) => selection.chosen.value[name] === run.name),
    isBeyond,
  });
}
