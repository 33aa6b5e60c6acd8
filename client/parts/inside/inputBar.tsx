// The image that both networks are given: shown as they see it, and chosen, drawn, dropped or filmed.
import { useSignal } from "@preact/signals";
import type { ComponentChildren, FunctionComponent } from "preact";
import { useStore } from "../../store/context.ts";
import type { MadeBy } from "../../store/inside.ts";
import type { Store } from "../../store/store.ts";
import { wholeText } from "../../ui/format.ts";
import { classWords } from "./classWords.ts";
import { listInWords } from "./exampleLists.ts";
import { DrawPanel } from "./drawPanel.tsx";
import { ExamplePanel } from "./examplePanel.tsx";
import { FilePanel } from "./filePanel.tsx";
import { type Listed, useListed } from "./listed.ts";
import { Seen } from "./seen.tsx";
import { ownExamplesAddress } from "./slotNetwork.ts";
import type { Inside } from "./useInside.ts";
import { WebcamPanel } from "./webcamPanel.tsx";

interface InputBarProps {
  inside: Inside;
  /** What else is chosen there, such as the class. */
  children?: ComponentChildren;
}

export interface PanelProps {
  inside: Inside;
  listed: Listed;
}

const PANELS = {
  examples: { label: "Examples", panel: ExamplePanel },
  draw: { label: "Draw", panel: DrawPanel },
  file: { label: "Image", panel: FilePanel },
  webcam: { label: "Webcam", panel: WebcamPanel },
} as const satisfies Readonly<
  Record<string, { label: string; panel: FunctionComponent<PanelProps> }>
>;
type PanelName = keyof typeof PANELS;

export function InputBar({ inside, children }: InputBarProps) {
  const open = useSignal<PanelName | null>(null);
  const listed = useListed(inside);
  const shown = open.value === null ? null : PANELS[open.value];
  return (
    <section class="input" aria-label="The image that the networks are given">
      <div class="input-bar">
        <Seen inside={inside} />
        <InputWords inside={inside} listed={listed} />
        <div class="choice" role="group" aria-label="Where the image comes from">
          {(Object.keys(PANELS) as PanelName[]).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === open.value}
              aria-expanded={name === open.value}
              data-testid={`input-${name}`}
              onClick={() => (open.value = open.value === name ? null : name)}
            >
              {PANELS[name].label}
            </button>
          ))}
        </div>
        {children}
      </div>
      {shown !== null && <shown.panel inside={inside} listed={listed} />}
    </section>
  );
}

const MADE_WORDS: Readonly<Record<MadeBy, string>> = {
  drawn: "Drawn here",
  uploaded: "An own image",
  webcam: "From the webcam",
};

/** What it is; the examples of the list before and after it, one click away. */
function InputWords({ inside, listed }: PanelProps) {
  const store = useStore();
  const choice = store.inside.input.value;
  const examples = inside.examples.value.value;
  if (choice.kind === "made") {
    return (
      <p class="input-words" data-testid="input-words">
        <strong>{MADE_WORDS[choice.by]}</strong>
        <span class="dim">
          {store.inside.drawing.value === null ? "not part of" : "part of"} the link to this page
        </span>
      </p>
    );
  }
  if (inside.address.value === null) {
    return (
      <p class="input-words" data-testid="input-words">
        <strong>No image yet</strong>
        <span class="dim">draw one, or open one</span>
      </p>
    );
  }
  const { index } = choice;
  const indices = listed.indices.value ?? [];
  const place = indices.indexOf(index);
  // What is not on the list stands between its neighbours by number.
  const [before, after] =
    place < 0
      ? [indices.findLast((one) => one < index), indices.find((one) => one > index)]
      : [indices[place - 1], indices[place + 1]];
  const label = inside.label.value;
  const go = (next: number | undefined): void => {
    if (next !== undefined) store.inside.give({ kind: "example", index: next });
  };
  return (
    <div class="input-words" data-testid="input-words">
      <strong>Example {wholeText(index)}</strong>
      <span class="dim">
        {label === null ? "" : `class ${classWords(examples, label)} · `}
        <Among inside={inside} listed={listed} index={index} />
        {haveTwoExamples(store) && " · A’s examples, given to B too"}
      </span>
      <span class="input-steps">
        <button
          type="button"
          aria-label="The example before"
          disabled={before === undefined}
          onClick={() => go(before)}
        >
          ‹
        </button>
        <button
          type="button"
          aria-label="The example after"
          disabled={after === undefined}
          onClick={() => go(after)}
        >
          ›
        </button>
      </span>
    </div>
  );
}

/** Whether B has examples of its own, which are not those that both are given. */
function haveTwoExamples(store: Store): boolean {
  const [a, b] = [store.slots.a, store.slots.b].map((slot) => ownExamplesAddress(store, slot));
  return a !== null && b !== null && a !== b;
}

/** How many examples it is one of, and by what they were chosen. */
function Among({ inside, listed, index }: PanelProps & { index: number }) {
  const among = useStore().inside.among.value;
  const [examples, indices] = [inside.examples.value.value, listed.indices.value];
  if (examples === null) return null;
  if (among === "all") return <>one of {wholeText(examples.count)}</>;
  const chosen = listInWords(inside, among);
  if (indices === null) return <>looking for those {chosen} …</>;
  return (
    <>
      {indices.includes(index) ? "one of" : "none of"} {wholeText(indices.length)}: {chosen}
    </>
  );
}
