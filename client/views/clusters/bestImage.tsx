// The image that excites a neuron most, with the part that it looks at.
import { Tile } from "../../parts/inside/tile.tsx";
import { bestPatch } from "./patches.ts";
import { imageShape } from "../../network/fit.ts";
import type { Chosen, SlotClusters } from "./slotClusters.ts";

interface BestImageProps {
  model: SlotClusters;
  chosen: Chosen | null;
}

const TILE_PX = 56;

export function BestImage({ model, chosen }: BestImageProps) {
  const images = model.picture.value?.images ?? null;
  const column = chosen === null ? undefined : model.columns.value?.[chosen.column]?.column;
  const neuron = chosen?.neuron ?? null;
  const shape = images === null ? null : imageShape(images.examples.shape);
  if (images === null || column === undefined || neuron === null || shape === null) return null;
  const [height, width, channels] = shape;
  const size = height * width * channels;
  const start = column.best.example[neuron]! * size;
  const values = images.examples.values.subarray(start, start + size);
  const [low, high] = images.range;
  const patch = bestPatch(column, neuron, shape);
  const share = (at: number, of: number): string =>
    `${(100 * Math.min(Math.max(at, 0), of)) / of}%`;
  return (
    <span class="clusters-best">
      <Tile
        tile={{
          height,
          width,
          channels: channels === 3 ? 3 : 1,
          values,
          look: "image",
          low,
          high,
        }}
        words={`Its best image, example ${column.best.example[neuron]}`}
        px={TILE_PX}
      />
      {column.field !== null && (
        <span
          class="clusters-field"
          style={{
            top: share(patch.top, height),
            left: share(patch.left, width),
            right: share(width - patch.left - patch.width, width),
            bottom: share(height - patch.top - patch.height, height),
          }}
        />
      )}
    </span>
  );
}
