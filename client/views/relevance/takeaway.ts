// A slot's map as files: a row for each pixel.
import type { Takeaway } from "../../parts/pictureActions.tsx";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import type { Store } from "../../store/store.ts";
import { paintRelevance } from "./picture.ts";
import { pictureOf } from "./pictureOf.ts";
import type { Relevances } from "./relevances.ts";
import { relevanceInWords } from "./words.ts";
import { WAYS } from "./ways.ts";

const FILE_SIZE = { width: 720, height: 400 };

export function takeawayOf(store: Store, relevances: Relevances, slot: InsideSlot): Takeaway {
  const { value } = relevances.answers[slot.slot.slot].peek();
  const picture = pictureOf(store, relevances, slot);
  const map = picture?.map ?? { width: 1, height: 0, values: new Float32Array(0) };
  const step = slot.at.peek()?.step ?? null;
  const unit = store.unit.peek();
  const { way, bias } = relevances.options.peek();
  return {
    name: `${slot.slot.name.peek() ?? "model"} relevance ${unit} ${step ?? ""}`,
    words: relevanceInWords(relevances, slot),
    numbers: {
      facts: {
        model: slot.slot.name.peek(),
        [unit]: step,
        method: WAYS[way].label,
        biases: bias,
        shown: picture?.legend ?? "",
        class: value?.target ?? null,
        predicted: value?.predicted ?? null,
        probability: value?.probability ?? null,
        logit: value?.logit ?? null,
        "sum of relevance": value?.sum ?? null,
      },
      columns: [
        { name: "row", values: Array.from(map.values, (_, at) => Math.floor(at / map.width)) },
        { name: "column", values: Array.from(map.values, (_, at) => at % map.width) },
        { name: "relevance", values: map.values },
      ],
    },
    painting: (surface) => picture !== null && paintRelevance(surface, picture),
    size: FILE_SIZE,
  };
}
