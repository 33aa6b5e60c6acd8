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
