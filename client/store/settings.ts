// How the person wants to see things; every one of these is in the address.
import { type Signal, signal } from "@preact/signals";
import type { Alignment } from "#contract/alignment.ts";
import { DEFAULT_STATE, type SortOrder, type ThemeChoice, type ViewOptions } from "./urlState.ts";

export interface Settings {
  readonly view: Signal<string | null>;
  /** Key of the chosen parameter; null shows the first kernel. */
  readonly parameter: Signal<string | null>;
  /** Tag of the chosen score; null takes the one that most models are judged by. */
  readonly metric: Signal<string | null>;
  readonly linked: Signal<boolean>;
  readonly logY: Signal<boolean>;
  readonly normal: Signal<boolean>;
  readonly initial: Signal<boolean>;
  /** Whether what a restarted job wrote again is shown too. */
  readonly superseded: Signal<boolean>;
  /** Whether the view and the playhead are all that is shown. */
  readonly embed: Signal<boolean>;
  /** What A and B are aligned by under the playhead. */
  readonly alignment: Signal<Alignment>;
  readonly range: Signal<readonly [number, number] | null>;
  readonly theme: Signal<ThemeChoice>;
  readonly filter: Signal<string>;
  readonly sort: Signal<SortOrder>;
  /** What each view is set to, in its own words. */
  readonly options: Signal<ViewOptions>;
}

/** Makes the settings as they are at first. */
export function createSettings(): Settings {
  return {
    view: signal(DEFAULT_STATE.view),
    parameter: signal(DEFAULT_STATE.parameter),
    metric: signal(DEFAULT_STATE.metric),
    linked: signal(DEFAULT_STATE.linked),
    logY: signal(DEFAULT_STATE.logY),
    normal: signal(DEFAULT_STATE.normal),
    initial: signal(DEFAULT_STATE.initial),
    superseded: signal(DEFAULT_STATE.superseded),
    embed: signal(DEFAULT_STATE.embed),
    alignment: signal<Alignment>(DEFAULT_STATE.alignment),
    range: signal(DEFAULT_STATE.range),
    theme: signal<ThemeChoice>(DEFAULT_STATE.theme),
    filter: signal(DEFAULT_STATE.filter),
    sort: signal<SortOrder>(DEFAULT_STATE.sort),
    options: signal(DEFAULT_STATE.options),
  };
}
