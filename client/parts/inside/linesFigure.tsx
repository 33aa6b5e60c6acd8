// A few models' lines with their names above: what is true at the playhead is marked, a click moves there.
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { paintHovered, paintPlayhead, valueAtX } from "../../charts/axes.ts";
import {
  type Line,
  type LineHit,
  lineAt,
  linesLayout,
  type LinesPicture,
  paintLines,
  paintLinesMarks,
} from "../../charts/lines.ts";
import { css } from "../../charts/oklch.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted } from "../painted.tsx";
import type { HoveredSteps } from "./hoveredSteps.ts";
import { PictureActions, type Takeaway } from "../pictureActions.tsx";

export interface NamedLine extends Line {
  name: string;
}

export interface NamedLines extends LinesPicture {
  lines: readonly NamedLine[];
}

interface LinesFigureProps {
  /** Begins every id that tests know it by. */
  id: string;
  title: string;
  /** How far what is on its way has come; empty when all is there. */
  state: ReadonlySignal<string>;
  picture: ReadonlySignal<NamedLines>;
  /** Where upright lines stand. */
  at: ReadonlySignal<readonly number[]>;
  /** What is pointed at on this axis or on another; not given where the axis is none of steps. */
  hovered?: HoveredSteps;
  words: ReadonlySignal<string>;
  take: () => Takeaway;
  /** Told the place on the axis. */
  clicked: (value: number) => void;
}

export function LinesFigure(props: LinesFigureProps) {
  const { id, title, state, picture, at, hovered, words, take, clicked } = props;
  const lit = useSignal<LineHit | null>(null);
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => paintLines(surface, shown);
  });
  const marks = useComputed((): Painting => {
    const [shown, hit, places] = [picture.value, lit.value, at.value];
    const pointed = hovered?.at.value ?? [];
    return (surface) => {
      const plot = linesLayout(shown, surface);
      paintLinesMarks(surface, shown, { step: null, lit: hit });
      for (const place of pointed) paintHovered(surface, plot, place, shown.palette);
      for (const place of places) paintPlayhead(surface, plot, place, shown.palette);
    };
  });
  return (
    <figure
      class="lines-figure"
      data-testid={`${id}-figure`}
      data-points={picture.value.lines.reduce((sum, { steps }) => sum + steps.length, 0)}
    >
      <figcaption>
        <span data-testid={`${id}-title`}>{title}</span>
        {picture.value.lines.map(({ name, colour }) => (
          <span key={name} class="lines-key">
            <span class="swatch" style={{ background: css(colour) }} />
            {name}
          </span>
        ))}
        <span class="dim" role="status">
          {state.value}
        </span>
        <PictureActions id={id} take={take} />
      </figcaption>
      <div class="lines-plot">
        <Painted
          picture={painting}
          marks={marks}
          words={words}
          testId={id}
          hovered={(spot) => {
            const shown = picture.peek();
            lit.value = spot === null ? null : lineAt(shown, spot.size, spot.left, spot.top);
            hovered?.point(
              spot === null ? null : valueAtX(linesLayout(shown, spot.size), spot.left),
            );
          }}
          clicked={({ size, left }) => clicked(valueAtX(linesLayout(picture.peek(), size), left))}
        />
      </div>
    </figure>
  );
}
