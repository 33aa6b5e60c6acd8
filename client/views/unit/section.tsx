// One part of what is known of a unit, under its heading.
import type { ComponentChildren } from "preact";
import { Hint } from "../../ui/hint.tsx";

interface SectionProps {
  title: string;
  /** How it is come by. */
  about: string;
  /** Beside the heading: how far it is. */
  state?: string;
  testId: string;
  children: ComponentChildren;
}

/** Of what is on its way. */
export function progressText(share: number): string {
  return share === 0 ? "waiting …" : `${Math.round(share * 100)}% …`;
}

export function Section({ title, about, state = "", testId, children }: SectionProps) {
  return (
    <section class="unit-section" data-testid={testId}>
      <header class="unit-section-head">
        <h3>
          <Hint label={title}>{about}</Hint>
        </h3>
        <span class="dim" role="status">
          {state}
        </span>
      </header>
      {children}
    </section>
  );
}
