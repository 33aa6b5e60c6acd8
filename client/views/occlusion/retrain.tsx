// What to run to have a model trained again without what is switched off: whether it was needed is another question than whether it is used.
import { useStore } from "../../store/context.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { Occlusions } from "./occlusions.ts";
import { retraining } from "./retraining.ts";

interface RetrainProps {
  occlusions: Occlusions;
  name: SlotName;
}

export function Retrain({ occlusions, name }: RetrainProps) {
  const { runs } = useStore();
  const { slot } = occlusions.slots[name];
  const [run, network] = [slot.slot.run.value, slot.structure.value.value];
  const logdir = runs.logdir.value?.path;
  if (run === null || network === null || logdir === undefined) return null;
  const command = retraining(run, network, occlusions.options.value.off, logdir);
  if (command === null) return null;
  return (
    <details class="retrain">
      <summary>Retrain without it</summary>
      <p class="dim">
        The same initial weights and images, without these units. Run it where Layerlapse lies; the
        model appears here while it trains.
      </p>
      <code data-testid={`retrain-${name}`}>{command}</code>
    </details>
  );
}
