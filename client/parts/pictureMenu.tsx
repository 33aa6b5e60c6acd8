// The same actions where a picture has no room for them: one small button that opens them.
import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { PictureActions, type Takeaway } from "./pictureActions.tsx";

interface PictureMenuProps {
  take: () => Takeaway | Promise<Takeaway>;
  /** Ends the test ids. */
  id: string;
}

/** Between the button and what it opens, and between that and the window's edge. */
const GAP_PX = 4;
const EDGE_PX = 8;

export function PictureMenu({ take, id }: PictureMenuProps) {
  const isOpen = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const target = useId();
  /** Above the button where there is no room below; it lies over everything, whatever its picture is cut off by. */
  const place = (): void => {
    const box = opener.current!.getBoundingClientRect();
    const { style, offsetHeight, offsetWidth } = list.current!;
    const below = box.bottom + GAP_PX;
    const hasRoom = below + offsetHeight + EDGE_PX <= window.innerHeight;
    const left = Math.min(box.right, window.innerWidth - EDGE_PX) - offsetWidth;
    style.left = `${Math.max(left, EDGE_PX)}px`;
    style.top = `${hasRoom ? below : box.top - GAP_PX - offsetHeight}px`;
  };
  return (
    <>
      <button
        ref={opener}
        type="button"
        class="quiet picture-opener"
        popovertarget={target}
        aria-label="Numbers and files of this picture"
        title="Numbers and files of this picture"
        data-testid={`files-${id}`}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M8 2v8M4.5 7 8 10.5 11.5 7M3 13.5h10" />
        </svg>
      </button>
      <div
        ref={list}
        id={target}
        class="picture-menu"
        popover="auto"
        onBeforeToggle={(event) => (isOpen.value = event.newState === "open")}
        onToggle={(event) => event.newState === "open" && place()}
      >
        {isOpen.value && <PictureActions take={take} id={id} />}
      </div>
    </>
  );
}
