// The card about the model that is pointed at: what it is made of, how good it is, how far its training is.
import type { ReadonlySignal } from "@preact/signals";
import type { RunSummary } from "#contract/protocol.ts";
import { useStore } from "../store/context.ts";
import { scalarOf, scoreOf } from "../store/metric.ts";
import { parameterCount, runState, unitOf } from "../store/runState.ts";
import { agoText, scoreText, wholeText } from "../ui/format.ts";
import { Name } from "../ui/name.tsx";
import { printable } from "../ui/printable.ts";
import {
  alsoLogged,
  checkpointWords,
  isOnlyCheckpoints,
  layerCount,
  progressWords,
} from "./modelWords.ts";
import type { Pointed } from "./pointed.ts";

const WIDTH = 320;
const SPACE = 8;
/** Deep networks are cut here; the rest is counted. */
const MOST_LAYERS = 14;

export function ModelCard({ pointed }: { pointed: ReadonlySignal<Pointed | null> }) {
  const { runs, now, isReading } = useStore();
  const target = pointed.value;
  const run = target === null ? undefined : runs.byName.value.get(target.name);
  if (target === null || run === undefined) return null;
  return (
    <div class="card" role="tooltip" data-testid="card" style={placeBeside(target)}>
      <p class="card-name">
        <Name text={run.name} />
      </p>
      <Scores run={run} />
      <dl class="card-facts">
        <dt>training</dt>
        <dd>{progressWords(run, runState(run, now.value), isReading.value)}</dd>
        <dt>parameters</dt>
        <dd>{parameterCount(run) === 0 ? "not logged" : wholeText(parameterCount(run))}</dd>
        <dt>layers</dt>
        <dd>
          {run.architecture === null
            ? `${wholeText(layerCount(run))} with weights`
            : `${wholeText(run.architecture.length)}, ${wholeText(layerCount(run))} with weights`}
        </dd>
        {checkpointWords(run) !== null && !isOnlyCheckpoints(run) && (
          <>
            <dt>weights</dt>
            <dd>from {checkpointWords(run)}</dd>
          </>
        )}
        {alsoLogged(run) !== null && (
          <>
            <dt>also logged</dt>
            <dd data-testid="also-logged">{alsoLogged(run)}</dd>
          </>
        )}
        {run.lastEventAt !== null && (
          <>
            <dt>last event</dt>
            <dd>{agoText(now.value - run.lastEventAt)}</dd>
          </>
        )}
      </dl>
      <Architecture run={run} />
    </div>
  );
}

const BEST = { higher: "best", lower: "lowest", neither: "highest" } as const;

function Scores({ run }: { run: RunSummary }) {
  const metric = useStore().metric.value;
  if (isOnlyCheckpoints(run)) {
    return (
      <p class="dim" data-testid="only-checkpoints">
        Weights from {checkpointWords(run)}; no scores logged.
      </p>
    );
  }
  if (metric === null) return <p class="dim">No score logged yet.</p>;
  const score = scoreOf(run, metric);
  if (score.kind === "none") return <p class="dim">No {printable(metric.label, 60)} logged.</p>;
  const unit = unitOf(run);
  const newest = scoreText(score.last, metric.isShare);
  return (
    <>
      {score.kind === "diverged" && (
        <p class="card-diverged" data-testid="diverged">
          Diverged: newer values are not finite. The last that was is {newest}, {unit}{" "}
          {wholeText(score.lastStep)}.
        </p>
      )}
      <p class="card-scores">
        {score.kind === "known" && (
          <span>
            <strong>{newest}</strong> {run.ended === null ? "now" : "final"}
          </span>
        )}
        <span>
          <strong>{scoreText(score.best, metric.isShare)}</strong> {BEST[metric.direction]}, {unit}{" "}
          {wholeText(score.bestStep)}
        </span>
        <span class="dim card-metric">
          <Name text={scalarOf(run, metric.tags)!.tag} />
        </span>
      </p>
    </>
  );
}

function Architecture({ run }: { run: RunSummary }) {
  if (run.architecture === null) return null;
  const more = run.architecture.length - MOST_LAYERS;
  return (
    <ol class="card-layers">
      {run.architecture.slice(0, MOST_LAYERS).map((layer, i) => (
        <li key={`${i} ${layer.name}`}>
          <Name text={layer.name} longest={28} />
          <span class="dim">
            {layer.kind} {layer.detail}
          </span>
        </li>
      ))}
      {more > 0 && <li class="dim">and {more} more</li>}
    </ol>
  );
}

/** Beside the panel at the height of what is pointed at, or along the bottom where there is no room beside it. */
function placeBeside({ anchor, panelRight }: Pointed): Record<string, string> {
  const left = panelRight + SPACE;
  if (left + WIDTH > window.innerWidth) return { left: "12px", right: "12px", bottom: "108px" };
  const top = Math.max(Math.min(anchor.top - SPACE, window.innerHeight - 460), 60);
  return { left: `${left}px`, top: `${top}px`, width: `${WIDTH}px` };
}
