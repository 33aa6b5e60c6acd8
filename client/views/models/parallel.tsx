// The parallel axes: one line for each model through what is known of it; a stretch of an axis narrows every list of models.
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import {
  paintAxisLit,
  paintParallel,
  paintParallelLit,
  parallelAt,
  parallelBox,
  type ParallelPicture,
} from "../../charts/parallelCoordinates.ts";
import { paletteOf } from "../../charts/palette.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted, type Spot } from "../../parts/painted.tsx";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { useStore } from "../../store/context.ts";
import type { FactColumn } from "../../store/modelFacts.ts";
import { wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { useWidth } from "../../ui/useWidth.ts";
import { axisOf, brushBetween, columnOf, drawnBrushes } from "./axes.ts";
import { createAxisCursor } from "./axisCursor.ts";
import { BY_SCORE, createTells } from "./choices.ts";
import type { SharedState } from "./shared.ts";

/** As the style sheet has it. */
const PLOT_PX = 236;

/** Closer together, their words would run into each other. */
const AXIS_PX = 104;

/** Columns that grow with the training, by their ids. */
const GROWS: readonly string[] = ["steps", "duration"];

/** Columns in which the models differ: hyperparameters first, the score last. */
function axisColumns(columns: readonly FactColumn[], tells: (column: FactColumn) => boolean) {
  const rank = ({ id, kind }: FactColumn): number => {
    if (id === BY_SCORE) return 3;
    return kind === "hyperparameter" ? 0 : kind === "model" ? 1 : 2;
  };
  return columns
    .filter((column) => column.id !== "state" && tells(column))
    .sort((one, two) => rank(one) - rank(two));
}

export function Parallel({ shared }: { shared: SharedState }) {
  const { found, theme, selection } = useStore();
  const [box, width] = useWidth<HTMLDivElement>();
  const drafted = useSignal<{ axis: number; from: number; to: number } | null>(null);
  const tellsOf = useMemo(() => createTells(), []);
  const columns = useComputed(() => {
    const models = found.value;
    const tells = tellsOf(models);
    // How far each training is would be an axis between two messages, and none after the second.
    const haveEnded = models.every(({ ended }) => ended !== null);
    return axisColumns(shared.columns.value, (column) => {
      return (haveEnded || !GROWS.includes(column.id)) && tells(column);
    });
  });
  const axes = useComputed(() => {
    const most = Math.max(Math.floor(width.value / AXIS_PX), 2);
    const all = columns.value;
    // The last is what all the others are looked at for.
    const kept = all.length <= most ? all : [...all.slice(0, most - 1), all.at(-1)!];
    return kept.map((column) => axisOf(column, found.value));
  });
  const keys = useMemo(() => createAxisCursor(shared, found, axes), [shared, found, axes]);
  const picture: ReadonlySignal<ParallelPicture> = useComputed(() => {
    const draft = drafted.value;
    const brushes = drawnBrushes(axes.value, shared.brushes.value);
    return {
      axes: axes.value,
      colours: found.value.map((run) => shared.colouring.value.of(run)),
      brushes:
        draft === null ? brushes : [...brushes.filter((one) => one.axis !== draft.axis), draft],
      palette: paletteOf(theme.value),
    };
  });
  const painting: ReadonlySignal<Painting> = useComputed(() => {
    const drawn = picture.value;
    return (surface) => paintParallel(surface, drawn);
  });
  const marks: ReadonlySignal<Painting> = useComputed(() => {
    const drawn = picture.value;
    const lit = found.value.findIndex(({ name }) => name === shared.pointed.value);
    const at = keys.at.value;
    return (surface) => {
      if (at !== null) paintAxisLit(surface, drawn, at);
      if (lit >= 0) paintParallelLit(surface, drawn, lit);
    };
  });
  const words = useComputed(() => {
    const names = axes.value.map(({ column }) => printable(column.title, 40)).join(", ");
    return `One line for each of ${found.value.length} models through ${names}; ${shared.rows.value.length} are within all marked stretches. Left and right go from axis to axis, up and down narrow it from above, with Shift from below, Delete frees it`;
  });
  const placeAt = ({ top, size }: Spot): number => {
    const plot = parallelBox(size);
    return (plot.top + plot.height - top) / plot.height;
  };
  const hidden = columns.value.length - axes.value.length;
  return (
    <div ref={box} class="models-parallel">
      {axes.value.length < 2 ? (
        <p class="dim models-alike" data-testid="no-axes">
          {found.value.length < 2
            ? "Lines through what is known of the models need two models."
            : "The models differ in nothing that is shown; choose other columns."}
        </p>
      ) : (
        <>
          <div class="models-axes-plot">
            <Painted
              picture={painting}
              marks={marks}
              words={words}
              testId="parallel"
              hovered={(spot) => {
                const hit =
                  spot === null ? null : parallelAt(picture.peek(), spot.size, spot.left, spot.top);
                const name = hit?.kind === "model" ? found.peek()[hit.model]?.name : undefined;
                shared.point(name ?? null);
              }}
              clicked={(spot) => {
                const hit = parallelAt(picture.peek(), spot.size, spot.left, spot.top);
                if (hit?.kind === "axis") shared.brush(keys.brushesWithout(hit.axis));
                const name = hit?.kind === "model" ? found.peek()[hit.model]?.name : undefined;
                if (name !== undefined) selection.toggle(name);
              }}
              dragged={(from, to, isDone) => {
                const hit = parallelAt(picture.peek(), from.size, from.left, from.top);
                if (hit?.kind !== "axis") return;
                const [one, two] = [placeAt(from), placeAt(to)];
                drafted.value = isDone ? null : { axis: hit.axis, from: one, to: two };
                const axis = axes.peek()[hit.axis];
                const brush = isDone && axis !== undefined ? brushBetween(axis, one, two) : null;
                if (brush !== null) shared.brush([...keys.brushesWithout(hit.axis), brush]);
              }}
              cursor={keys.cursor}
            />
          </div>
          <PictureActions
            id="parallel"
            take={() => ({
              name: "models",
              words: words.peek(),
              numbers: {
                facts: { models: found.peek().length },
                columns: [
                  { name: "model", values: found.peek().map(({ name }) => name) },
                  ...axes.peek().map(columnOf),
                ],
              },
              painting: painting.peek(),
              size: { width: width.peek(), height: PLOT_PX },
            })}
          />
          {hidden > 0 && (
            <p class="dim models-axes">
              shown {axes.value.length} of {wholeText(columns.value.length)} axes: no room for more
            </p>
          )}
        </>
      )}
    </div>
  );
}
