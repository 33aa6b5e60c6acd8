// A sheet over the page for lists and tables; Escape, the backdrop and its button close it.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

interface SheetProps {
  title: ComponentChildren;
  close: () => void;
  testId?: string;
  children: ComponentChildren;
}

export function Sheet({ title, close, testId, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={heading}
      data-testid={testId}
      onClose={close}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <header class="sheet-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </header>
      <div class="sheet-body" tabIndex={0}>
        {children}
      </div>
    </dialog>
  );
}
