// One layer: its name, a bar and a number for each model, and the course over all steps; a click opens the layer.
import { useStore } from "../../store/context.ts";
import { Name } from "../../ui/name.tsx";
import { useDerived } from "../../ui/useDerived.ts";
import type { DistancesModel, RankedRow } from "./distances.ts";
import { largest, type Told } from "./ranking.ts";
import { Sparkline } from "./sparkline.tsx";
import { sourceWords, toldWords } from "./words.ts";

export function Row({ row, model }: { row: RankedRow; model: DistancesModel }) {
  const { hover, settings, parameterKey } = useStore();
  const isPair = model.between.value === "ab";
  const [at, end] = [model.at.value, model.end.value];
  const bars = model.shown.value.map((slot) => {
    const hue = isPair ? ("both" as const) : slot;
    return {
      hue,
      values: row.values[slot],
      at: at[slot],
      told: model.told(row, slot),
    };
  });
  // Bars compare the layers with each other; a curve, its steps.
  const highest = Math.max(largest(row.values.a), largest(row.values.b)) || end;
  const isChosen = row.key === parameterKey.value;
  const isHovered = useDerived(() => hover.parameter.value === row.key, [row.key]);
  const point = (step: number | null): void => hover.point({ parameter: row.key, step });
  return (
    <tr
      class={[isChosen && "ranked-chosen", isHovered && "ranked-hovered"].filter(Boolean).join(" ")}
      data-testid="distances-row"
      onPointerEnter={() => point(null)}
      onPointerLeave={() => hover.leave()}
    >
      <th scope="row">
        <button
          type="button"
          class="quiet"
          aria-pressed={isChosen}
          title={row.key}
          onClick={() => (settings.parameter.value = row.key)}
        >
          {row.block !== "" && (
            <span class="dim">
              <Name text={row.block} longest={28} /> ·
            </span>
          )}
          <Name text={row.name} longest={40} />
        </button>
      </th>
      <td class="ranked-bars" aria-hidden="true">
        {bars.map(({ hue, told }) => (
          <span key={hue} class={`bar bar-${hue}`} style={{ width: `${shareOf(told, end)}%` }} />
        ))}
      </td>
      <td class="ranked-values">
        {bars.map(({ hue, told }) => (
          <span
            key={hue}
            class={`value value-${hue}`}
            data-value={valueOf(told)}
            data-from={told.kind === "value" ? told.from : undefined}
            title={sourceWords(told)}
          >
            {hue !== "both" && <span class="sr-only">{hue.toUpperCase()} </span>}
            {toldWords(told)}
          </span>
        ))}
      </td>
      <td class="ranked-course">
        <Sparkline
          curves={bars}
          stepEdges={model.stepEdges.value}
          end={highest}
          hovered={model.hovered.value}
          point={point}
        />
      </td>
    </tr>
  );
}

function shareOf(told: Told, end: number): number {
  return told.kind === "value" ? Math.min((told.value / end) * 100, 100) : 0;
}

function valueOf(told: Told): number | undefined {
  return told.kind === "value" ? told.value : undefined;
}
