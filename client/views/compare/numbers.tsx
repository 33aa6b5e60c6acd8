// The table beside the plot: the statistics of both snapshots, and the distances between them, each marked where estimated.
import { css } from "../../charts/oklch.ts";
import type { Pair } from "../../charts/sharedBins.ts";
import { type Origin, type Statistic, statisticsOf, wordsOf } from "../../parts/statistics.ts";
import { valueText } from "../../ui/format.ts";
import { Hint } from "../../ui/hint.tsx";
import type { Compared } from "./compared.ts";

export function Numbers({ compared }: { compared: Compared }) {
  const { a, b } = compared.sides.value;
  const noun = compared.noun.value;
  const picture = compared.picture.value;
  const of = (side: typeof a): Statistic[] =>
    side.point === null ? [] : statisticsOf(side.point.distribution, noun);
  const both: Pair<Statistic[]> = { a: of(a), b: of(b) };
  const labels = (both.a.length > 0 ? both.a : both.b).map(({ id, label, spoken }) => {
    return { id, label, spoken };
  });
  const distances = compared.distances.value;
  const origins = [...both.a, ...both.b, ...distances].map(({ origin }) => wordsOf(origin));
  return (
    <aside class="compare-numbers" aria-label="Numbers of both">
      {distances.length > 0 && (
        <dl class="distances" aria-label="Distances">
          {distances.map(({ id, label, about, value, origin }) => (
            <div key={id}>
              <dt title={about}>{label}</dt>
              <dd
                data-testid={id}
                data-value={value}
                data-origin={origin.kind}
                title={wordsOf(origin)}
              >
                <Marked origin={origin} />
                {Number.isNaN(value) ? "—" : valueText(value)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <table class="both">
        <thead>
          <tr>
            <th scope="col">
              <span class="sr-only">statistic</span>
            </th>
            {([a, b] as const).map((side, i) => (
              <th key={i} scope="col">
                {picture !== null && (
                  <span
                    class="swatch"
                    aria-hidden="true"
                    style={{ background: css(picture.hues[i === 0 ? "a" : "b"]) }}
                  />
                )}
                {side.short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map(({ id, label, spoken }) => (
            <tr key={id}>
              <th scope="row">
                {label}
                <span class="sr-only">{spoken}</span>
              </th>
              {(["a", "b"] as const).map((which) => (
                <Cell key={which} one={both[which].find((one) => one.id === id)} which={which} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="sources">
        <Hint label={marksIn([...both.a, ...both.b, ...distances])} testId="compare-sources">
          {[...new Set(origins)].join(" ")}
        </Hint>
      </p>
    </aside>
  );
}

function marksIn(rows: readonly { origin: Origin }[]): string {
  const isEstimated = rows.some(({ origin }) => origin.kind === "estimated");
  return isEstimated ? "≈ estimated, the others exact" : "all exact";
}

function Marked({ origin }: { origin: Origin }) {
  return origin.kind === "estimated" ? <span class="dim">≈ </span> : null;
}

function Cell({ one, which }: { one: Statistic | undefined; which: "a" | "b" }) {
  if (one === undefined) return <td class="dim">–</td>;
  return (
    <td
      data-testid={`${one.id}-${which}`}
      data-value={one.value}
      data-origin={one.origin.kind}
      title={wordsOf(one.origin)}
    >
      <Marked origin={one.origin} />
      {one.text}
    </td>
  );
}
