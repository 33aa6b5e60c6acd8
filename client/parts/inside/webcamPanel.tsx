// The webcam's picture, frame after frame, until it is frozen.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { imageShape } from "../../network/fit.ts";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { Toggle } from "../../ui/toggle.tsx";
import type { PanelProps } from "./inputBar.tsx";
import { AS_IT_IS, PreparationTools } from "./preparationTools.tsx";
import { prepared } from "./prepared.ts";
import { pixelsOf } from "./readImage.ts";
import type { Inside } from "./useInside.ts";

/** More than networks in a page see. */
const FILMED_PX = 320;

/** A frame is made smaller before anything is done to it: to so many times the longest side that a network sees. */
const FINER = 3;

export function WebcamPanel({ inside }: PanelProps) {
  const store = useStore();
  const video = useRef<HTMLVideoElement>(null);
  const trouble = useSignal<string | null>(null);
  const isFrozen = useSignal(false);
  const how = useSignal(AS_IT_IS);
  useEffect(() => {
    const film = new Film(video.current!, () => {
      if (isFrozen.peek()) return;
      const { videoWidth, videoHeight } = video.current!;
      const longest = FINER * longestSide(inside);
      const filmed = pixelsOf(video.current!, videoWidth, videoHeight, longest);
      const image = prepared(filmed, how.peek());
      store.inside.give({ kind: "made", by: "webcam", image });
    });
    film.start().catch((error: unknown) => (trouble.value = refusal(error)));
    return () => film.stop();
  }, [store]);
  return (
    <div class="input-panel">
      {trouble.value !== null && (
        <p role="alert" class="input-trouble">
          {trouble.value}
        </p>
      )}
      <video
        ref={video}
        class="webcam"
        muted
        playsInline
        hidden={trouble.value !== null}
        aria-label="What the webcam shows"
      />
      <div class="input-tools">
        <Toggle pressed={isFrozen.value} change={(on) => (isFrozen.value = on)}>
          Freeze
        </Toggle>
        <PreparationTools how={how} />
      </div>
    </div>
  );
}

function longestSide({ slots }: Inside): number {
  const sides = SLOTS.flatMap((name) => {
    const shape = slots[name].structure.peek().value?.nodes[0]?.shape;
    return imageShape(shape ?? [])?.slice(0, 2) ?? [];
  });
  return Math.max(1, ...sides);
}

/** A running camera; `frame` is called with each of its pictures. */
class Film {
  readonly #video: HTMLVideoElement;
  readonly #frame: () => void;
  #stream: MediaStream | null = null;
  #isStopped = false;

  constructor(video: HTMLVideoElement, frame: () => void) {
    this.#video = video;
    this.#frame = frame;
  }

  async start(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width: FILMED_PX } });
    this.#stream = stream;
    // Whoever closed the panel meanwhile does not want to be filmed.
    if (this.#isStopped) this.stop();
    else {
      this.#video.srcObject = stream;
      await this.#video.play();
      this.#next();
    }
  }

  stop(): void {
    this.#isStopped = true;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
  }

  #next(): void {
    this.#video.requestVideoFrameCallback(() => {
      if (this.#isStopped) return;
      this.#frame();
      this.#next();
    });
  }
}

const REFUSALS: Readonly<Record<string, string>> = {
  NotAllowedError:
    "The browser was not allowed to use the camera. Allow it beside the address, then open this again.",
  NotFoundError: "There is no camera on this machine.",
  NotReadableError: "The camera is in use by another program.",
  TypeError: "Browsers give pages the camera only over HTTPS, or on this machine itself.",
};

function refusal(error: unknown): string {
  const { name, message } = error as Error;
  return REFUSALS[name] ?? `The camera cannot be used: ${message}`;
}
