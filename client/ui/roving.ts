// Arrow keys inside a group that is one stop for Tab: focus moves among the elements marked `data-rove`.

const FORWARD = new Set(["ArrowRight", "ArrowDown"]);
const BACK = new Set(["ArrowLeft", "ArrowUp"]);

/** Handles a key pressed in `group`; tells whether it was one of ours. */
export function rove(group: Element, event: KeyboardEvent): boolean {
  const stops = [...group.querySelectorAll<HTMLElement | SVGElement>("[data-rove]")];
  const here = stops.findIndex((stop) => stop === document.activeElement);
  if (here < 0) return false;
  const next = target(event.key, here, stops.length);
  if (next === null) return false;
  event.preventDefault();
  stops[next]?.focus();
  return true;
}

function target(key: string, here: number, length: number): number | null {
  if (FORWARD.has(key)) return Math.min(here + 1, length - 1);
  if (BACK.has(key)) return Math.max(here - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? length - 1 : null;
}
