// What is dropped on a slot's frame: a model takes the slot's place, an image is given to both networks.
import { type Signal, useSignal } from "@preact/signals";
import { givenNetwork } from "../../network/tfjsFiles.ts";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { useExplainer } from "./explainer.ts";
import { imageOf } from "./readImage.ts";

let opened = 0;

/** Handlers for the frame; `trouble` gets what cannot be read, in words. */
export function useDropped(slot: Slot, trouble: Signal<string | null>) {
  const { inside } = useStore();
  const explainer = useExplainer();
  const isOver = useSignal(false);
  const read = async (files: readonly File[]): Promise<void> => {
    const [first] = files;
    if (first === undefined) return;
    if (first.type.startsWith("image/")) {
      inside.give({ kind: "made", by: "uploaded", image: await imageOf(first) });
      return;
    }
    const network = await givenNetwork(files);
    const key = `own ${++opened}`;
    explainer.give(key, network);
    const name = files.find((file) => file.name.endsWith(".json"))!.name;
    const insteadOf = slot.name.peek();
    inside.own[slot.slot].value = { key, name, tensors: network.weights, insteadOf };
  };
  const take = (files: readonly File[]): void => {
    trouble.value = null;
    read(files).catch((error: unknown) => (trouble.value = (error as Error).message));
  };
  return {
    take,
    isOver: isOver.value,
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      isOver.value = true;
    },
    onDragLeave: () => (isOver.value = false),
    onDrop(event: DragEvent) {
      event.preventDefault();
      isOver.value = false;
      take([...(event.dataTransfer?.files ?? [])]);
    },
  };
}
