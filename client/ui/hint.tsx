// A word or two that a click explains: how a number was come by, what is left out.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface HintProps {
  label: ComponentChildren;
  /** Whether it should catch the eye. */
  isWarning?: boolean;
  testId?: string;
  children: ComponentChildren;
}

/** Opens on a click or a key; closes on the next, on Escape, and when the focus leaves it. */
export function Hint({ label, isWarning, testId, children }: HintProps) {
  const open = useSignal(false);
  const id = useId();
  return (
    <span class="hint">
      <button
        type="button"
        class={isWarning ? "hint-button hint-warning" : "hint-button"}
        aria-expanded={open.value}
        aria-controls={open.value ? id : undefined}
        data-testid={testId}
        onClick={() => (open.value = !open.value)}
        onBlur={() => (open.value = false)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !open.value) return;
          event.stopPropagation();
          open.value = false;
        }}
      >
        {label}
      </button>
      {open.value && (
        <span id={id} class="hint-words" role="note">
          {children}
        </span>
      )}
    </span>
  );
}
