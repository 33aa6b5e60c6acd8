// What must be known to read the weights rightly: of which checkpoint they are, what they differ from, in which order units stand.
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { shapeText, valueText, wholeText } from "../../ui/format.ts";
import { Hint } from "../../ui/hint.tsx";
import { printable } from "../../ui/printable.ts";
import { galleryPictureOf, nounOf } from "./pictures.ts";
import type { Weights } from "./weights.ts";

export function Notes({ slot, weights }: { slot: Slot; weights: Weights }) {
  const store = useStore();
  const own = weights.of[slot.slot];
  const { order, picture, scale } = weights.options.value;
  const [shown, lit, at] = [own.drawn.value, own.lit.value, slot.at.value];
  const unit = store.unit.value;
  if (shown === null) return null;
  const { kernel, step, minus, most } = shown;
  const isAwaited = lit !== null && lit !== step;
  return (
    <p class="plot-notes" data-testid={`notes-${slot.slot}`}>
      <span data-testid={`lit-${slot.slot}`}>
        <strong>
          {own.own.file.value === null ? `${unit} ${wholeText(step)}` : "as in the file"}
        </strong>
        {minus !== null && ` − ${minus}`}
        {!isAwaited &&
          own.own.file.value === null &&
          at !== null &&
          Number.isFinite(at) &&
          at !== step && (
            <>
              {" "}
              (the checkpoint {at > step ? "before" : "nearest to"} {unit} {wholeText(at)})
            </>
          )}
        {kernel.window.length > 0 && `, window ${shapeText(kernel.window)}`}
      </span>
      {isAwaited && (
        <span role="status">
          {own.trouble.value === null
            ? `${unit} ${wholeText(lit)} is on its way …`
            : `${unit} ${wholeText(lit)}: ${printable(own.trouble.value, 200)}`}
        </span>
      )}
      <span data-testid={`most-${slot.slot}`} data-value={most}>
        {picture === "hinton" ? "a full square is" : "the scale ends at"} ±{valueText(most)}
        {scale === "shared" && ", for all epochs, A and B"}
      </span>
      {order !== "index" && own.ordering.value !== null && (
        <Hint label={`${nounOf(kernel)}s in order of ${order}`}>
          {own.own.file.value === null &&
            `As at ${unit} ${wholeText(own.ordering.value)}, the newest: so nothing jumps while the playhead moves.`}
          {order === "similarity" &&
            (own.isCompared.value
              ? " All were compared: from neighbour to neighbour the way is as short as turning the branches of a tree of similar units, and stretches of it, makes it."
              : " Units stand by where they lie in the plane of the two strongest directions of the matrix.")}
        </Hint>
      )}
      {picture === "kernels" && <GalleryNote slot={slot} weights={weights} />}
    </p>
  );
}

/** What one image is. */
function GalleryNote({ slot, weights }: { slot: Slot; weights: Weights }) {
  const store = useStore();
  const picture = galleryPictureOf(store, weights, slot);
  if (picture === null) return null;
  const { of, isImage, columns } = picture.gallery;
  const { unit } = weights.options.value;
  if (of === "connections") {
    const isTurned = columns !== weights.of[slot.slot].drawn.value?.kernel.outputs;
    return (
      <span>
        {isTurned
          ? "a row for each receiving channel, a column for each sending one"
          : "a row for each sending channel, a column for each receiving one"}
      </span>
    );
  }
  if (of === "connectionsOfOne") return <span>what channel {unit} takes from each channel</span>;
  if (isImage) return <span>an image for each receiving unit</span>;
  return (
    <Hint label={`a rectangle for each receiving unit, in rows of ${picture.set.width}`}>
      What sends to this layer is no image: neighbours in a rectangle mean nothing.
    </Hint>
  );
}
