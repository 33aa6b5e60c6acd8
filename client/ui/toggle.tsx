// A button that is on or off.
import type { ComponentChildren } from "preact";

interface ToggleProps {
  pressed: boolean;
  change: (pressed: boolean) => void;
  title?: string;
  testId?: string;
  children: ComponentChildren;
}

export function Toggle({ pressed, change, title, testId, children }: ToggleProps) {
  return (
    <button
      type="button"
      class="toggle"
      aria-pressed={pressed}
      title={title}
      data-testid={testId}
      onClick={() => change(!pressed)}
    >
      {children}
    </button>
  );
}
