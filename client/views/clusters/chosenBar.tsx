// What is chosen, in words, and the buttons that change it: the same as the keys and the dragging do.
import type { ComponentChildren } from "preact";
import { useStore } from "../../store/context.ts";
import { chosenAt, type SlotClusters, standingOf } from "./slotClusters.ts";
import { BestImage } from "./bestImage.tsx";
import { saidOf } from "./said.ts";

interface ChosenBarProps {
  model: SlotClusters;
  /** Stands at the end. */
  children: ComponentChildren;
}

export function ChosenBar({ model, children }: ChosenBarProps) {
  const name = model.inside.slot.slot;
  const { pointed, edits } = model;
  const columns = model.columns.value;
  const chosen = model.chosen.value;
  const over = pointed.value !== null && columns !== null ? chosenAt(columns, pointed.value) : null;
  const words = saidOf(model, over ?? chosen ?? { column: -1, cluster: 0, neuron: null });
  const count = edits.value;
  return (
    <div class="clusters-bar">
      <div class="clusters-said">
        <BestImage model={model} chosen={over ?? chosen} />
        <p id={`clusters-chosen-${name}`} role="status" data-testid={`clusters-chosen-${name}`}>
          {words ?? <span class="dim">{restingWords(model)}</span>}
        </p>
      </div>
      <div class="clusters-edits">
        <ChosenEdits model={model} />
        {count > 0 && (
          <>
            <button
              type="button"
              data-testid={`clusters-undo-${name}`}
              onClick={() => model.undo()}
            >
              Undo
            </button>
            <button
              type="button"
              class="quiet"
              data-testid={`clusters-reset-${name}`}
              onClick={() => model.reset()}
            >
              As measured
            </button>
          </>
        )}
        {children}
      </div>
    </div>
  );
}

/** What is to be known where nothing is pointed at. */
function restingWords({ edits, result }: SlotClusters): string {
  if (edits.value > 0) return "These clusters are yours: they stay while the playhead moves.";
  if (result.value?.isPredicted) {
    return "The examples have no labels: classes are those that the network predicts.";
  }
  return "Point at a neuron to see what feeds it and what it feeds; drag it into another cluster.";
}

function ChosenEdits({ model }: { model: SlotClusters }) {
  const { inside } = useStore();
  const name = model.inside.slot.slot;
  const columns = model.columns.value;
  const chosen = model.chosen.value;
  const hit = standingOf(columns, chosen);
  if (columns === null || chosen === null || hit === null) return null;
  const { column, clusters } = columns[hit.column]!;
  if (column.kind === "answer") return null;
  const own = clusters[hit.cluster]!;
  const others = clusters.filter(({ number }) => number !== own.number);
  const { neuron } = chosen;
  const choices = others.map(({ number }) => (
    <option key={number} value={String(number)}>
      cluster {number + 1}
    </option>
  ));
  if (neuron !== null) {
    return (
      <>
        <button
          type="button"
          data-testid={`clusters-best-${name}`}
          onClick={() => inside.give({ kind: "example", index: column.best.example[neuron]! })}
        >
          Look at its best image
        </button>
        <select
          aria-label="Move this neuron to"
          data-testid={`clusters-move-${name}`}
          value=""
          onChange={(event) => {
            const into = Number(event.currentTarget.value);
            model.edit(hit.column, { kind: "move", neuron, into });
          }}
        >
          <option value="" disabled>
            Move to …
          </option>
          {choices}
        </select>
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        data-testid={`clusters-split-${name}`}
        disabled={own.members.length < 2}
        onClick={() => model.edit(hit.column, { kind: "split", cluster: own.number })}
      >
        Divide
      </button>
      <select
        aria-label="Join this cluster with"
        data-testid={`clusters-merge-${name}`}
        value=""
        onChange={(event) => {
          const into = Number(event.currentTarget.value);
          model.edit(hit.column, { kind: "merge", cluster: own.number, into });
        }}
      >
        <option value="" disabled>
          Join with …
        </option>
        {choices}
      </select>
    </>
  );
}
