// Everything a link to this page should bring back, to and from the address's query.
import { type Alignment, ALIGNMENTS } from "#contract/alignment.ts";
import { drawingFrom } from "./drawing.ts";
import {
  type ExampleList,
  listFrom,
  targetFrom,
  type TargetChoice,
  type UnitChoice,
  unitFrom,
  unitText,
} from "./inside.ts";

export const THEMES = ["auto", "dark", "light"] as const;
export type ThemeChoice = (typeof THEMES)[number];
export const SORTS = ["score", "name", "size", "recent"] as const;
export type SortOrder = (typeof SORTS)[number];

/** Views that have settings of their own, under their names in the query. */
export const VIEWS_WITH_OPTIONS = [
  "compare",
  "overTime",
  "scalars",
  "models",
  "network",
  "distances",
  "weights",
  "activations",
  "relevance",
  // "unit" is the unit that is looked at.
  "units",
  "occlusion",
  "clusters",
  "adversarial",
  "predictions",
] as const;
/** A view reads and writes its own words; what it does not know, it ignores. */
export type ViewOptions = Readonly<Partial<Record<(typeof VIEWS_WITH_OPTIONS)[number], string>>>;

export interface UrlState {
  view: string | null;
  a: string | null;
  b: string | null;
  parameter: string | null;
  metric: string | null;
  /** Step the playhead is put on; null while it follows. */
  at: number | null;
  speed: number;
  linked: boolean;
  logY: boolean;
  normal: boolean;
  initial: boolean;
  superseded: boolean;
  /** Whether the view and the playhead are all that is shown, for a page inside another. */
  embed: boolean;
  /** What A and B are aligned by under the playhead. */
  alignment: Alignment;
  /** Zoomed part of the value axis; null shows every weight. */
  range: readonly [number, number] | null;
  theme: ThemeChoice;
  filter: string;
  sort: SortOrder;
  /** Number of the example that networks are given. */
  example: number;
  /** Which examples are stepped through. */
  among: ExampleList;
  /** What was drawn, given to networks instead of an example. */
  drawing: string | null;
  /** Files of the person's own models, by the slot that they stand in. */
  ownA: string | null;
  ownB: string | null;
  unit: UnitChoice | null;
  /** The class that networks are asked about. */
  target: TargetChoice;
  options: ViewOptions;
}

export const DEFAULT_STATE: UrlState = {
  view: null,
  a: null,
  b: null,
  parameter: null,
  metric: null,
  at: null,
  speed: 5,
  linked: true,
  logY: false,
  normal: false,
  initial: false,
  superseded: false,
  embed: false,
  alignment: "step",
  range: null,
  theme: "auto",
  filter: "",
  sort: "score",
  example: 0,
  among: "all",
  drawing: null,
  ownA: null,
  ownB: null,
  unit: null,
  target: "predicted",
  options: {},
};

/** What may be shown besides, under its name in the query. */
const SHOWN = ["normal", "initial", "superseded"] as const;

/** The query that stands for `state`; what is as it was at first is left out. */
export function toQuery(state: UrlState): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | null): void => {
    if (value !== null && value !== "") query.set(name, value);
  };
  put("view", state.view);
  put("a", state.a);
  put("b", state.b);
  put("parameter", state.parameter);
  put("metric", state.metric);
  put("at", state.at === null ? null : String(state.at));
  if (state.speed !== DEFAULT_STATE.speed) put("speed", String(state.speed));
  if (!state.linked) put("linked", "no");
  if (state.logY) put("y", "log");
  put("show", SHOWN.filter((name) => state[name]).join("+"));
  if (state.embed) put("embed", "1");
  if (state.alignment !== DEFAULT_STATE.alignment) put("align", state.alignment);
  put("range", state.range === null ? null : state.range.join("_"));
  if (state.theme !== "auto") put("theme", state.theme);
  put("filter", state.filter);
  if (state.sort !== "score") put("sort", state.sort);
  if (state.example !== 0) put("x", String(state.example));
  if (state.among !== "all") put("among", String(state.among));
  put("drawing", state.drawing);
  put("ownA", state.ownA);
  put("ownB", state.ownB);
  put("unit", state.unit === null ? null : unitText(state.unit));
  if (state.target !== "predicted") put("class", String(state.target));
  for (const view of VIEWS_WITH_OPTIONS) put(view, state.options[view] ?? null);
  return query.toString();
}

/** The state that a query stands for; what it does not say, or says badly, is as at first. */
export function fromQuery(text: string): UrlState {
  const query = new URLSearchParams(text);
  const shown = (query.get("show") ?? "").split("+");
  return {
    view: query.get("view"),
    a: query.get("a"),
    b: query.get("b"),
    parameter: query.get("parameter"),
    metric: query.get("metric"),
    at: numberOr(query.get("at"), null),
    speed: numberOr(query.get("speed"), null, (speed) => speed > 0) ?? DEFAULT_STATE.speed,
    linked: query.get("linked") !== "no",
    logY: query.get("y") === "log",
    normal: shown.includes("normal"),
    initial: shown.includes("initial"),
    superseded: shown.includes("superseded"),
    embed: query.get("embed") === "1",
    alignment: oneOf(ALIGNMENTS, query.get("align")) ?? DEFAULT_STATE.alignment,
    range: rangeOf(query.get("range")),
    theme: oneOf(THEMES, query.get("theme")) ?? "auto",
    filter: query.get("filter") ?? "",
    sort: oneOf(SORTS, query.get("sort")) ?? "score",
    example: numberOr(query.get("x"), null, isCount) ?? DEFAULT_STATE.example,
    among: listFrom(query.get("among")),
    drawing: drawingIn(query.get("drawing")),
    ownA: query.get("ownA"),
    ownB: query.get("ownB"),
    unit: unitFrom(query.get("unit") ?? ""),
    target: targetFrom(query.get("class")),
    options: optionsOf(query),
  };
}

function optionsOf(query: URLSearchParams): ViewOptions {
  const given = VIEWS_WITH_OPTIONS.map((view) => [view, query.get(view) ?? ""] as const);
  return Object.fromEntries(given.filter(([, words]) => words !== ""));
}

function drawingIn(text: string | null): string | null {
  return text === null || drawingFrom(text) === null ? null : text;
}

function numberOr(
  text: string | null,
  otherwise: number | null,
  accept: (value: number) => boolean = () => true,
): number | null {
  const value = text === null || text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) && accept(value) ? value : otherwise;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function rangeOf(text: string | null): readonly [number, number] | null {
  const [low, high, ...more] = (text ?? "").split("_").map((part) => numberOr(part, null));
  if (more.length > 0 || low == null || high == null || !(low < high)) return null;
  return [low, high];
}

function oneOf<T extends string>(list: readonly T[], text: string | null): T | null {
  return list.find((item) => item === text) ?? null;
}
