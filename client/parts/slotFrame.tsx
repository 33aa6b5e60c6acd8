// The frame around what a view shows of one slot: its hue, its letter, whose model it is.
import type { ComponentChildren } from "preact";
import { letter } from "../store/selectionRules.ts";
import type { Slot } from "../store/slot.ts";
import { SlotBadge } from "../ui/badge.tsx";
import { RunName } from "../ui/name.tsx";
import { printable } from "../ui/printable.ts";

interface SlotFrameProps {
  slot: Slot;
  /** What style sheets call it besides. */
  look?: string;
  /** What is shown in the place of its model; its model where not given. */
  instead?: string | undefined;
  /** Stands behind the name. */
  head: ComponentChildren;
  children: ComponentChildren;
}

export function SlotFrame({ slot, look, instead, head, children }: SlotFrameProps) {
  const name = instead ?? slot.name.value;
  return (
    <section
      class={`frame frame-${slot.slot} ${look ?? ""}`}
      data-testid={`frame-${slot.slot}`}
      aria-label={`Model ${letter(slot.slot)}${name === null ? "" : `: ${printable(name)}`}`}
    >
      <header class="frame-head">
        <SlotBadge slot={slot.slot} />
        <h2 class="frame-name">
          {name === null ? <span class="dim">no model</span> : <RunName text={name} />}
        </h2>
        {head}
      </header>
      {children}
    </section>
  );
}
