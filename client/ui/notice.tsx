// What there is to say when there is nothing to draw: what was looked for, and what to do next.
import type { ComponentChildren } from "preact";

interface NoticeProps {
  /** A picture over the words, where the notice has the page for itself. */
  picture?: ComponentChildren;
  title: ComponentChildren;
  children?: ComponentChildren;
  testId?: string;
}

export function Notice({ picture, title, children, testId }: NoticeProps) {
  return (
    <div class="notice" data-testid={testId}>
      {picture}
      <p class="notice-title">{title}</p>
      {children}
    </div>
  );
}
