// Dark or light on the document: the colours that mean something are handed to the style sheets from one table.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { css, type Rgb } from "../charts/oklch.ts";
import { paletteOf, type Theme } from "../charts/palette.ts";

/** Whether the system prefers dark, as it changes. */
export function systemPrefersDark(window: Window): ReadonlySignal<boolean> {
  const query = window.matchMedia("(prefers-color-scheme: dark)");
  const prefers = signal(query.matches);
  query.addEventListener("change", () => (prefers.value = query.matches));
  return prefers;
}

/** Keeps the root element in the theme; the result ends it. */
export function dress(root: HTMLElement, theme: ReadonlySignal<Theme>): () => void {
  return effect(() => {
    const palette = paletteOf(theme.value);
    root.dataset["theme"] = palette.theme;
    const colours: [name: string, colour: Rgb][] = [
      ["--ground", palette.ground],
      ["--text", palette.text],
      ["--dim", palette.dim],
      ["--mean", palette.mean],
      ["--slot-a", palette.slot.a],
      ["--slot-b", palette.slot.b],
    ];
    for (const [name, colour] of colours) root.style.setProperty(name, css(colour));
  });
}
