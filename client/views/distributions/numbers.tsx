// The numbers beside a frame, exact or marked as read from bins, and how they moved over all snapshots.
import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { Distribution } from "#contract/distribution.ts";
import { mountSpread, type SpreadPicture } from "../../charts/spread.ts";
import { DrawnSteps } from "../../parts/drawnSteps.tsx";
import { PictureMenu } from "../../parts/pictureMenu.tsx";
import { nounOf } from "../../parts/nouns.ts";
import { statisticsOf, wordsOf } from "../../parts/statistics.ts";
import { useStore } from "../../store/context.ts";
import { letter } from "../../store/selectionRules.ts";
import type { Slot } from "../../store/slot.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import { Hint } from "../../ui/hint.tsx";
import { useMounted } from "../../ui/useMounted.ts";

interface NumbersProps {
  slot: Slot;
  spread: ReadonlySignal<SpreadPicture>;
}

export function Numbers({ slot, spread }: NumbersProps) {
  const shown = slot.shown.value;
  return (
    <aside class="numbers" aria-label={`Numbers of ${letter(slot.slot)}`}>
      <dl class="statistics">
        {(shown === null ? [] : statisticsOf(shown.distribution, nounOf(slot).many)).map(
          (statistic) => (
            <div key={statistic.id} class={`statistic statistic-${statistic.id}`}>
              <dt>
                {statistic.label}
                <span class="sr-only">{statistic.spoken}</span>
              </dt>
              <dd
                data-testid={`${statistic.id}-${slot.slot}`}
                data-value={statistic.value}
                data-origin={statistic.origin.kind}
                title={wordsOf(statistic.origin)}
              >
                {statistic.origin.kind === "estimated" && <span class="dim">≈ </span>}
                {statistic.text}
              </dd>
            </div>
          ),
        )}
      </dl>
      {shown !== null && <Sources distribution={shown.distribution} slot={slot} />}
      <Spread slot={slot} spread={spread} />
    </aside>
  );
}

/** Which of the numbers are exact and which are not, for all who do not hover; a click says why. */
function Sources({ distribution, slot }: { distribution: Distribution; slot: Slot }) {
  const { exactMoments, exactBins, zeros } = distribution;
  const words = new Set(statisticsOf(distribution).map(({ origin }) => wordsOf(origin)));
  const parts = [
    `moments ${exactMoments ? "exact" : "≈ estimated"}`,
    `bins ${exactBins ? "exact" : "≈ estimated"}`,
    ...(Number.isNaN(zeros) ? ["zeros not logged"] : []),
  ];
  return (
    <p class="sources">
      <Hint label={parts.join(" · ")} testId={`sources-${slot.slot}`}>
        {[...words].join(" ")}
      </Hint>
    </p>
  );
}

function Spread({ slot, spread }: NumbersProps) {
  const store = useStore();
  const { aligned, hover, playhead, unit } = store;
  const root = useMounted<HTMLDivElement>((element) =>
    mountSpread(
      element,
      spread,
      { at: slot.at, hovered: hover.own[slot.slot] },
      {
        picked: (step) => playhead.moveTo(aligned.playheadAt(slot.slot, step)),
        hovered(step) {
          if (step === null) hover.leave();
          else hover.pointIn(slot.slot, { step });
        },
      },
    ),
  );
  const words = useComputed(() => {
    const { steps, mean, deviation } = spread.value;
    if (steps.length === 0) return "Nothing to show yet";
    const at = (i: number): string =>
      `${unit.value} ${wholeText(steps[i]!)}: mean ${valueText(mean[i]!)}, standard deviation ${valueText(deviation[i]!)}`;
    return `Mean, standard deviation and quantiles over ${steps.length} snapshots. ${at(0)}; ${at(steps.length - 1)}`;
  });
  return (
    <figure class="spread">
      <figcaption class="chart-caption">
        <span class="chart-unit">
          <DrawnSteps slot={slot} />
          <span class="dim"> · click to go there</span>
        </span>
        <span class="legend">
          <span class="key key-mean">mean</span>
          <span class="key key-deviation">±1 std</span>
          <span class={`key key-band key-band-${slot.slot}`}>5–95%, 25–75%, median</span>
        </span>
        <PictureMenu
          id={`spread-${slot.slot}`}
          take={async () =>
            (await import("./spreadTakeaway.ts")).spreadTakeaway(
              store,
              slot,
              spread.peek(),
              words.peek(),
            )
          }
        />
      </figcaption>
      <div
        ref={root}
        class="chart"
        role="img"
        aria-label={words}
        data-testid={`spread-${slot.slot}`}
      />
    </figure>
  );
}
