// The image that both networks are given: shown as they see it, and chosen, drawn, dropped or filmed.
import { useSignal } from "@preact/signals";
import type { ComponentChildren, FunctionComponent } from "preact";
import { useStore } from "../../store/context.ts";
import type { MadeBy } from "../../store/inside.ts";
import { wholeText } from "../../ui/format.ts";
import { classWords } from "./classWords.ts";
import { DrawPanel } from "./drawPanel.tsx";
import { ExamplePanel } from "./examplePanel.tsx";
import { FilePanel } from "./filePanel.tsx";
import { Seen } from "./seen.tsx";
import type { Inside } from "./useInside.ts";
import { WebcamPanel } from "./webcamPanel.tsx";

interface InputBarProps {
  inside: Inside;
  /** What else is chosen there, such as the class. */
  children?: ComponentChildren;
}

export interface PanelProps {
  inside: Inside;
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
  const shown = open.value === null ? null : PANELS[open.value];
  return (
    <section class="input" aria-label="The image that the networks are given">
      <div class="input-bar">
        <Seen inside={inside} />
        <InputWords inside={inside} />
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
      {shown !== null && <shown.panel inside={inside} />}
    </section>
  );
}

const MADE_WORDS: Readonly<Record<MadeBy, string>> = {
  drawn: "Drawn here",
  uploaded: "An own image",
  webcam: "From the webcam",
};

/** What it is; the examples before and after it, one click away. */
function InputWords({ inside }: PanelProps) {
  const store = useStore();
  const choice = store.inside.input.value;
  const examples = inside.examples.value.value;
  if (choice.kind === "made") {
    return (
      <p class="input-words" data-testid="input-words">
        <strong>{MADE_WORDS[choice.by]}</strong>
        <span class="dim">not part of the link to this page</span>
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
  const count = examples?.count ?? 0;
  const label = inside.label.value;
  const go = (next: number): void => store.inside.give({ kind: "example", index: next });
  return (
    <div class="input-words" data-testid="input-words">
      <strong>Example {wholeText(index)}</strong>
      <span class="dim">
        {label === null ? "" : `class ${classWords(examples, label)} · `}
        {count > 0 && `one of ${wholeText(count)}`}
      </span>
      <span class="input-steps">
        <button
          type="button"
          aria-label="The example before"
          disabled={index <= 0}
          onClick={() => go(index - 1)}
        >
          ‹
        </button>
        <button
          type="button"
          aria-label="The example after"
          disabled={index + 1 >= count}
          onClick={() => go(index + 1)}
        >
          ›
        </button>
      </span>
    </div>
  );
}
