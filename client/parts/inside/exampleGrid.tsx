// The examples to pick one from.
import { useCallback } from "preact/hooks";
import type { ImageTile } from "../../charts/imageTile.ts";
import type { Examples } from "../../network/examples.ts";
import { imageShape } from "../../network/fit.ts";
import { useStore } from "../../store/context.ts";
import { classWords } from "./classWords.ts";
import { rangeOf } from "./fittedOnce.ts";
import { PickGrid } from "./pickGrid.tsx";

interface ExampleGridProps {
  examples: Examples;
  /** Those that are listed. */
  indices: readonly number[];
}

export function ExampleGrid({ examples, indices }: ExampleGridProps) {
  const { inside } = useStore();
  const tile = useCallback((index: number) => exampleTile(examples, index), [examples]);
  const input = inside.input.value;
  return (
    <PickGrid
      numbers={indices}
      chosen={input.kind === "example" ? input.index : null}
      choose={(index) => inside.give({ kind: "example", index })}
      tile={tile}
      words={(index) => {
        const label = examples.labels?.[index];
        return `Example ${index}${label === undefined ? "" : `, class ${classWords(examples, label)}`}`;
      }}
      label="Examples"
      testId="examples"
    />
  );
}

/** Null of what is no image. */
export function exampleTile(examples: Examples, index: number): ImageTile | null {
  const shape = imageShape(examples.shape);
  if (shape === null) return null;
  const [height, width, channels] = shape;
  const size = height * width * channels;
  const values = examples.values.subarray(index * size, (index + 1) * size);
  const [low, high] = rangeOf(examples);
  return { height, width, channels: channels === 3 ? 3 : 1, values, look: "image", low, high };
}
