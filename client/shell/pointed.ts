// The model that the pointer or the focus is on, and where the card about it belongs.

/** What is pointed at, and where it is on the screen. */
export interface Pointed {
  name: string;
  anchor: DOMRect;
  panelRight: number;
}

/** The pointed-at model's element, measured. */
export function pointedAt(name: string, element: Element): Pointed {
  const anchor = element.getBoundingClientRect();
  const panel = element.closest(".panel")?.getBoundingClientRect();
  return { name, anchor, panelRight: panel?.right ?? anchor.right };
}

/** Whether the card can be asked for without a choice; on a touch screen the tap that chooses is what shows it. */
export function canHover(): boolean {
  return window.matchMedia("(hover: hover)").matches;
}
