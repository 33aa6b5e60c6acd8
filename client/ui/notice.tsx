// What there is to say when there is nothing to draw: what was looked for, and what to do next.
import type { ComponentChildren } from "preact";

interface NoticeProps {
  title: ComponentChildren;
  children?: ComponentChildren;
  testId?: string;
}

export function Notice({ title, children, testId }: NoticeProps) {
  return (
    <div class="notice" data-testid={testId}>
      <p class="notice-title">{title}</p>
      {children}
    </div>
  );
}
