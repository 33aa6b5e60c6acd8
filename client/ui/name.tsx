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

/** On one line; where there is no room for all of it, its middle gives way to the eye alone: it is read and copied whole. */
export function RunName({ text }: { text: string }) {
  const whole = printable(text);
  const letters = Array.from(whole);
  const isShort = letters.length < FEWEST;
  const cut = letters.length - Math.min(TAIL, Math.floor(letters.length / 2));
  return (
    <bdi class="name run-name" title={printable(text, 400)}>
      <span class={isShort ? "run-name-head" : "sr-only"}>{whole}</span>
      {!isShort && (
        <>
          <Drawn part="run-name-head" text={letters.slice(0, cut).join("")} />
          <Drawn part="run-name-tail" text={letters.slice(cut).join("")} />
        </>
      )}
    </bdi>
  );
}

/** Letters that are seen and are no text: two boxes beside each other would be read and copied with a gap between them. */
function Drawn({ part, text }: { part: string; text: string }) {
  return <span class={`drawn ${part}`} data-letters={text} aria-hidden="true" />;
}
