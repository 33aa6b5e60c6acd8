// An own image from a file: chosen, dropped or pasted.
import { effect, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Image } from "../../network/fit.ts";
import { useStore } from "../../store/context.ts";
import { AS_IT_IS, PreparationTools } from "./preparationTools.tsx";
import { prepared } from "./prepared.ts";
import { imageOf } from "./readImage.ts";

export function FilePanel() {
  const store = useStore();
  const image = useSignal<Image | null>(null);
  const how = useSignal(AS_IT_IS);
  const trouble = useSignal<string | null>(null);
  const isOver = useSignal(false);

  const read = async (file: Blob | null | undefined): Promise<void> => {
    if (!file) return;
    try {
      image.value = await imageOf(file);
      trouble.value = null;
    } catch (error) {
      trouble.value = (error as Error).message;
    }
  };
  useEffect(() => {
    return effect(() => {
      if (image.value === null) return;
      store.inside.give({ kind: "made", by: "uploaded", image: prepared(image.value, how.value) });
    });
  }, [store]);
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const file = [...(event.clipboardData?.files ?? [])].find(isImage);
      if (file !== undefined) void read(file);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, []);
  return (
    <div class="input-panel">
      <label
        class={isOver.value ? "drop drop-over" : "drop"}
        data-testid="drop"
        onDragOver={(event) => {
          event.preventDefault();
          isOver.value = true;
        }}
        onDragLeave={() => (isOver.value = false)}
        onDrop={(event) => {
          event.preventDefault();
          isOver.value = false;
          void read(event.dataTransfer?.files[0]);
        }}
      >
        <span>
          <strong>Choose an image</strong>, drop one here, or paste one. It stays on this machine.
        </span>
        <input
          type="file"
          accept="image/*"
          class="sr-only"
          data-testid="image-file"
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      </label>
      {trouble.value !== null && (
        <p role="alert" class="input-trouble">
          {trouble.value}
        </p>
      )}
      <div class="input-tools">
        <PreparationTools how={how} />
      </div>
    </div>
  );
}

function isImage({ type }: File): boolean {
  return type.startsWith("image/");
}
