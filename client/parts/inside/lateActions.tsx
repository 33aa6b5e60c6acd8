// What can be taken away from a picture that is on its way: its room is there from the start, so that nothing moves when it comes.
import { useComputed } from "@preact/signals";
import type { ComponentProps } from "preact";
import { PictureActions } from "../pictureActions.tsx";

interface LateActionsProps extends ComponentProps<typeof PictureActions> {
  /** Whether there is a picture; nothing is seen or reached before. Tracks what it reads. */
  isThere: () => boolean;
}

export function LateActions({ isThere, ...actions }: LateActionsProps) {
  const isShown = useComputed(isThere).value;
  return (
    <div class="late-actions" style={{ visibility: isShown ? "visible" : "hidden" }}>
      <PictureActions {...actions} />
    </div>
  );
}
