// What the view shows: each slot's maps of the sliding square, and what its answers become with units switched off.
import { type ReadonlySignal, type Signal, useComputed, useSignal } from "@preact/signals";
import { imageShape } from "../../network/fit.ts";
import { sizeOf } from "../../network/graph/shapes.ts";
import type { LesionResult } from "../../network/methods/lesion.ts";
import type { NetworkAt } from "../../network/methods/method.ts";
import type { OcclusionResult } from "../../network/methods/occlusion.ts";
import type { PredictionsResult } from "../../network/methods/predictions.ts";
import type { Fill, ImageSides } from "../../network/occlude/windows.ts";
import type { Answer, Asked } from "../../parts/inside/answer.ts";
import { rangeOf } from "../../parts/inside/fittedOnce.ts";
import { takesExamples } from "../../parts/inside/needsExamples.tsx";
import { unitIn } from "../../parts/inside/units.ts";
import { useAnswer } from "../../parts/inside/useAnswer.ts";
import type { Inside, InsideSlot } from "../../parts/inside/useInside.ts";
import { useRested } from "../../parts/inside/useRested.ts";
import { useStore } from "../../store/context.ts";
import { textOf, wordsFrom } from "../../store/optionWords.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { type Course, done, NO_COURSE, offIn, redone, switchboards, undone } from "./lesions.ts";
import {
  type FillName,
  type Lesions,
  type OcclusionOptions,
  occlusionOptions,
  wordsOfOcclusion,
} from "./options.ts";

export interface SlotOcclusions {
  slot: InsideSlot;
  /** The image that the input is; null while that is not known, and of what is no image. */
  sides: ReadonlySignal<ImageSides | null>;
  maps: ReadonlySignal<Answer<OcclusionResult>>;
  /** What is asked at another checkpoint. */
  ask: (at: NetworkAt) => Asked<"occlusion"> | null;
  before: ReadonlySignal<Answer<PredictionsResult>>;
  /** With what is switched off; null while nothing is. */
  after: ReadonlySignal<Answer<LesionResult>>;
  /** Whether the network has anything of what is switched off. */
  isLesioned: ReadonlySignal<boolean>;
}

export interface Occlusions {
  inside: Inside;
  slots: Readonly<Record<SlotName, SlotOcclusions>>;
  options: ReadonlySignal<OcclusionOptions>;
  change: (some: Partial<OcclusionOptions>) => void;
  lesion: {
    course: ReadonlySignal<Course>;
    change: (off: Lesions) => void;
    undo: () => void;
    redo: () => void;
  };
  /** Place of the square that is pointed at, in either map. */
  pointed: Signal<number | null>;
}

/** Of the image's shorter side. */
const FIRST_SHARE = 0.25;
const NOISE_SEED = 1;

export function sizeFor({ size }: OcclusionOptions, [height, width]: ImageSides): number {
  const most = Math.max(height, width);
  return Math.min(size ?? Math.max(Math.round(Math.min(height, width) * FIRST_SHARE), 1), most);
}

export function useOcclusions(inside: Inside): Occlusions {
  const { settings } = useStore();
  const words = useComputed(() => settings.options.value.occlusion ?? "");
  const options = useComputed(() => occlusionOptions(wordsFrom(words.value)));
  const course = useSignal(NO_COURSE);
  const change = (some: Partial<OcclusionOptions>): void => {
    const occlusion = textOf(wordsOfOcclusion({ ...options.peek(), ...some }));
    settings.options.value = { ...settings.options.peek(), occlusion };
  };
  const step = (by: typeof undone): void => {
    const next = by(course.peek(), options.peek().off);
    if (next === null) return;
    course.value = next.course;
    change({ off: next.off });
  };
  return {
    inside,
    slots: {
      a: useSlotOcclusions(inside, inside.slots.a, options),
      b: useSlotOcclusions(inside, inside.slots.b, options),
    },
    options,
    change,
    lesion: {
      course,
      change(off) {
        course.value = done(course.peek(), options.peek().off);
        change({ off });
      },
      undo: () => step(undone),
      redo: () => step(redone),
    },
    pointed: useSignal<number | null>(null),
  };
}

function useSlotOcclusions(
  inside: Inside,
  slot: InsideSlot,
  options: ReadonlySignal<OcclusionOptions>,
): SlotOcclusions {
  const { unit: chosenUnit } = useStore().inside;
  const sides = useComputed((): ImageSides | null => {
    const own = slot.structure.value.value?.nodes[0]?.shape;
    const known = inside.examples.value.value;
    if (own === undefined) return null;
    const isOfExamples = known !== null && sizeOf(known.shape) === sizeOf(own);
    return imageShape(isOfExamples ? known.shape : own);
  });
  const ask = (network: NetworkAt): Asked<"occlusion"> | null => {
    const [image, input, structure] = [sides.value, slot.input.value, slot.structure.value.value];
    if (image === null || input === null || structure === null) return null;
    const { fill, stride, map } = options.value;
    const isMean = fill === "mean";
    const examples = isMean && takesExamples(inside, slot) ? inside.address.value : null;
    const unit = map === "activity" ? unitIn(structure, chosenUnit.value) : null;
    const board = unit && switchboards(structure).find(({ layer }) => layer === unit.layer);
    return {
      method: "occlusion",
      params: {
        network,
        input,
        sides: image,
        size: sizeFor(options.value, image),
        stride,
        // Without examples there is no mean: grey is what comes nearest.
        fill: fillOf(
          isMean && examples === null ? "grey" : fill,
          rangeOf(inside.examples.value.value),
        ),
        examples,
        target: inside.target.value,
        unit: board ? { node: board.node, index: unit.index } : null,
      },
    };
  };
  const asked = useRested(useComputed(() => slot.at.value && ask(slot.at.value)));
  const at = useRested(slot.at);
  const isAsked = useComputed(() => takesExamples(inside, slot));
  const off = useComputed(() => {
    const network = slot.structure.value.value;
    return network === null ? [] : offIn(network, options.value.off);
  });
  return {
    slot,
    sides,
    maps: useAnswer<"occlusion">(asked),
    ask,
    before: useAnswer<"predictions">(
      useComputed((): Asked<"predictions"> | null => {
        const [network, examples] = [at.value, inside.address.value];
        if (!isAsked.value || network === null || examples === null) return null;
        return { method: "predictions", params: { network, examples } };
      }),
    ),
    after: useAnswer<"lesion">(
      useComputed((): Asked<"lesion"> | null => {
        const [network, examples] = [at.value, inside.address.value];
        if (!isAsked.value || network === null || examples === null) return null;
        if (off.value.length === 0) return null;
        const { to } = options.value;
        return { method: "lesion", params: { network, examples, off: off.value, to } };
      }),
    ),
    isLesioned: useComputed(() => off.value.length > 0),
  };
}

function fillOf(name: FillName, [low, high]: readonly [low: number, high: number]): Fill {
  if (name === "mean") return { kind: "mean" };
  if (name === "noise") return { kind: "noise", low, high, seed: NOISE_SEED };
  return { kind: "value", value: name === "black" ? low : (low + high) / 2 };
}
