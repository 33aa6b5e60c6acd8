// The playhead's keys, anywhere on the page where the focused element has no use for them itself.
import type { Playhead } from "../store/playhead.ts";

/** Elements that use arrows, space, Home and End themselves. */
const OWN_KEYS = "input, select, textarea, dialog, summary, [data-rove], [data-own-keys]";
const PRESSED_BY_SPACE = "button, a";
const LEAP = 10;

/** Listens on `root`; the result ends it. */
export function listenForPlayheadKeys(root: Document, playhead: Playhead): () => void {
  const pressed = (event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (target?.closest(OWN_KEYS)) return;
    if (event.key === " " && target?.closest(PRESSED_BY_SPACE)) return;
    if (obey(event.key, playhead)) event.preventDefault();
  };
  root.addEventListener("keydown", pressed);
  return () => root.removeEventListener("keydown", pressed);
}

/** Does what `key` asks of the playhead; false when it asks nothing. */
export function obey(key: string, playhead: Playhead): boolean {
  switch (key) {
    case "ArrowLeft":
      playhead.moveBy(-1);
      return true;
    case "ArrowRight":
      playhead.moveBy(1);
      return true;
    case "PageDown":
      playhead.moveBy(-LEAP);
      return true;
    case "PageUp":
      playhead.moveBy(LEAP);
      return true;
    case "Home":
      playhead.toStart();
      return true;
    case "End":
      playhead.toNewest();
      return true;
    case " ":
      if (playhead.playing.peek()) playhead.pause();
      else playhead.play();
      return true;
    default:
      return false;
  }
}
