// The page's keys, anywhere on it where the focused element has no use for them itself: one table, which the help shows too.
import { neighbourOf } from "../store/parameters.ts";
import type { Playhead } from "../store/playhead.ts";
import type { Store } from "../store/store.ts";

/** What the keys act on. */
export interface KeyTargets {
  store: Store;
  /** The views of the family that is looked at, in the order of their tabs. */
  views(): readonly { name: string }[];
  /** Goes to the other family of views. */
  switchFamily(): void;
  openHelp(): void;
  /** Puts the focus into the field that filters what is listed. */
  focusFilter(): void;
}

export interface KeyCommand {
  /** As `KeyboardEvent.key` names them. */
  keys: readonly string[];
  /** As the help shows them. */
  shown: readonly string[];
  words: string;
  act(targets: KeyTargets, key: string): void;
}

/** Elements that use arrows, space, letters, Home and End themselves. */
const OWN_KEYS =
  "input, select, textarea, dialog, summary, [contenteditable], [data-rove], [data-own-keys]";
const PRESSED_BY_SPACE = "button, a";
const LEAP = 10;

const PLAYHEAD_KEYS: Readonly<Record<string, (playhead: Playhead) => void>> = {
  ArrowLeft: (playhead) => playhead.moveBy(-1),
  ArrowRight: (playhead) => playhead.moveBy(1),
  PageDown: (playhead) => playhead.moveBy(-LEAP),
  PageUp: (playhead) => playhead.moveBy(LEAP),
  Home: (playhead) => playhead.toStart(),
  End: (playhead) => playhead.toNewest(),
  " ": (playhead) => (playhead.playing.peek() ? playhead.pause() : playhead.play()),
};

const movePlayhead = ({ store }: KeyTargets, key: string): void => {
  obey(key, store.playhead);
};

/** Every key of the page, in the order of the help. */
export const KEY_COMMANDS: readonly KeyCommand[] = [
  command(["ArrowLeft", "ArrowRight"], ["←", "→"], "the epoch or step before, after", movePlayhead),
  command(["PageDown", "PageUp"], ["Page ↓", "Page ↑"], `${LEAP} back, ${LEAP} on`, movePlayhead),
  command(["Home", "End"], ["Home", "End"], "the first, the newest", movePlayhead),
  command([" "], ["Space"], "play, pause", movePlayhead),
  command(["ArrowUp", "ArrowDown"], ["↑", "↓"], "the parameter before, after", ({ store }, key) => {
    const { offered, parameterKey, settings } = store;
    const by = key === "ArrowUp" ? -1 : 1;
    const next = neighbourOf(offered.peek(), parameterKey.peek(), by);
    if (next !== null) settings.parameter.value = next.key;
  }),
  command(
    ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    ["1", "…", "9"],
    "the views, as their tabs stand",
    (targets, key) => {
      const view = targets.views()[Number(key) - 1];
      if (view !== undefined) targets.store.settings.view.value = view.name;
    },
  ),
  command(["i"], ["i"], "look inside, and back to the training", (targets) =>
    targets.switchFamily(),
  ),
  command(["[", "]"], ["[", "]"], "the finding before, after", ({ store }, key) =>
    store.findings.step(key === "[" ? -1 : 1),
  ),
  command(["/"], ["/"], "filter what is listed", (targets) => targets.focusFilter()),
  command(["x"], ["x"], "swap A and B", ({ store }) => store.selection.swap()),
  command(["?"], ["?"], "this help", (targets) => targets.openHelp()),
];

function command(
  keys: readonly string[],
  shown: readonly string[],
  words: string,
  act: KeyCommand["act"],
): KeyCommand {
  return { keys, shown, words, act };
}

/** Listens on `root`; the result ends it. */
export function listenForKeys(root: Document, targets: KeyTargets): () => void {
  const pressed = (event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (target?.closest(OWN_KEYS)) return;
    if (event.key === " " && target?.closest(PRESSED_BY_SPACE)) return;
    const asked = KEY_COMMANDS.find(({ keys }) => keys.includes(event.key));
    if (asked === undefined) return;
    asked.act(targets, event.key);
    event.preventDefault();
  };
  root.addEventListener("keydown", pressed);
  return () => root.removeEventListener("keydown", pressed);
}

/** Does what `key` asks of the playhead; false when it asks nothing. */
export function obey(key: string, playhead: Playhead): boolean {
  const act = Object.hasOwn(PLAYHEAD_KEYS, key) ? PLAYHEAD_KEYS[key] : undefined;
  act?.(playhead);
  return act !== undefined;
}
