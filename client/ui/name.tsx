// A name from a log, shown literally: nothing in it is markup, invisible or able to turn the text around it.
import { printable } from "./printable.ts";

/** Shortened by the space there is; the title has more of it. */
export function Name({ text, longest }: { text: string; longest?: number }) {
  return (
    <bdi class="name" title={printable(text, 400)}>
      {printable(text, longest)}
    </bdi>
  );
}

/** Letters at the end that stay, of shorter names half: the runs of a sweep differ there. */
const TAIL = 14;

/** A shorter name is short enough. */
const FEWEST = 13;

/** On one line; where there is no room for all of it, its middle gives way. */
export function RunName({ text }: { text: string }) {
  const letters = Array.from(printable(text));
  const tail = letters.length < FEWEST ? 0 : Math.min(TAIL, Math.floor(letters.length / 2));
  const cut = letters.length - tail;
  return (
    <bdi class="name run-name" title={printable(text, 400)}>
      <span class="run-name-head">{letters.slice(0, cut).join("")}</span>
      <span class="run-name-tail">{letters.slice(cut).join("")}</span>
    </bdi>
  );
}
