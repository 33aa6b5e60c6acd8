// Switches units, channels or a whole layer off in both models, and says what became of the answers to all examples.
import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { deadUnits } from "../../network/deadUnits.ts";
import type { Asked } from "../../parts/inside/answer.ts";
import { takesExamples } from "../../parts/inside/needsExamples.tsx";
import { useAnswer } from "../../parts/inside/useAnswer.ts";
import { unitIn } from "../../parts/inside/units.ts";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
import { Menu } from "../../ui/menu.tsx";
import { printable } from "../../ui/printable.ts";
import { LesionEffects } from "./lesionEffects.tsx";
import { type Switchboard, switchboards, unitsOff, withUnits } from "./lesions.ts";
import type { Occlusions } from "./occlusions.ts";
import { LESIONS_TO } from "./options.ts";
import { Units } from "./units.tsx";

export function LesionPanel({ occlusions }: { occlusions: Occlusions }) {
  const { options, change, lesion, inside } = occlusions;
  const { off, to } = options.value;
  const { past, future } = lesion.course.value;
  const boards = useBoards(occlusions);
  const board = useBoard(occlusions, boards);
  const dead = useDead(occlusions, board);
  if (board === null) return null;
  const { layer, units } = board;
  const chosen = unitsOff(off, layer, units);
  const isWhole = chosen.length === units;
  return (
    <section class="frame lesion" aria-label="Lesion">
      <header class="frame-head">
        <h2 class="frame-name">Lesion</h2>
        <label class="field">
          <span class="field-name">In</span>
          <select
            aria-label="Layer whose units are switched"
            data-testid="lesion-layer"
            value={layer}
            onChange={(event) => change({ layer: event.currentTarget.value })}
          >
            {boards.map((one) => (
              <option key={one.layer} value={one.layer}>
                {printable(one.layer, 40)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          data-testid="lesion-whole"
          onClick={() => lesion.change(withUnits(off, layer, isWhole ? [] : "all"))}
        >
          {isWhole ? "Switch the layer on" : "Switch the layer off"}
        </button>
        {dead.size > 0 && (
          <button
            type="button"
            data-testid="lesion-dead"
            title="Units that are above zero on no example: without them nothing changes"
            onClick={() => lesion.change(withUnits(off, layer, [...new Set([...chosen, ...dead])]))}
          >
            Switch {wholeText(dead.size)} dead units off
          </button>
        )}
        <Menu
          label="What switched units are set to"
          testId="lesion-to"
          value={to}
          options={LESIONS_TO}
          change={(one) => change({ to: one })}
        />
        <span class="lesion-course">
          <button
            type="button"
            disabled={past.length === 0}
            data-testid="undo"
            onClick={lesion.undo}
          >
            Undo
          </button>
          <button
            type="button"
            disabled={future.length === 0}
            data-testid="redo"
            onClick={lesion.redo}
          >
            Redo
          </button>
          <button
            type="button"
            disabled={off.size === 0}
            data-testid="lesion-none"
            onClick={() => lesion.change(new Map())}
          >
            All on
          </button>
        </span>
      </header>
      <Units occlusions={occlusions} board={board} dead={dead} />
      <OffList occlusions={occlusions} boards={boards} />
      {inside.examples.value.value !== null && <LesionEffects occlusions={occlusions} />}
    </section>
  );
}

/** Of both models: a layer that both have, with as many units as the larger of the two. */
function useBoards({ slots }: Occlusions): Switchboard[] {
  const [a, b] = SLOTS.map((name) => slots[name].slot.structure.value.value);
  return useMemo(() => {
    const boards = new Map<string, Switchboard>();
    for (const network of [a, b]) {
      for (const one of network ? switchboards(network) : []) {
        const known = boards.get(one.layer);
        if (known === undefined || known.units < one.units) boards.set(one.layer, one);
      }
    }
    return [...boards.values()];
  }, [a, b]);
}

/** The one that was chosen, else that of the unit that is looked at, else the first. */
function useBoard(
  { options, slots }: Occlusions,
  boards: readonly Switchboard[],
): Switchboard | null {
  const { unit } = useStore().inside;
  const network = slots.a.slot.structure.value.value ?? slots.b.slot.structure.value.value;
  const looked = network === null ? null : unitIn(network, unit.value)?.layer;
  const find = (layer: string | null | undefined) => boards.find((one) => one.layer === layer);
  return find(options.value.layer) ?? find(looked) ?? boards[0] ?? null;
}

/** Units of the layer that are dead in A, or in B where A cannot be looked into. */
function useDead({ inside, slots }: Occlusions, board: Switchboard | null): ReadonlySet<number> {
  const lead = slots.a.slot.at.value === null ? slots.b.slot : slots.a.slot;
  const activity = useAnswer<"activity">(
    useComputed((): Asked<"activity"> | null => {
      const { slot } = slots.a.slot.at.value === null ? slots.b : slots.a;
      const [network, examples] = [slot.at.value, inside.address.value];
      if (network === null || examples === null || !takesExamples(inside, slot)) return null;
      return { method: "activity", params: { network, examples } };
    }),
  );
  const layers = activity.value.value?.layers;
  const network = lead.structure.value.value;
  return useMemo(() => {
    const own = network && switchboards(network).find(({ layer }) => layer === board?.layer);
    const known = layers?.find(({ node }) => node === own?.node);
    return new Set(known === undefined ? [] : deadUnits(known));
  }, [layers, network, board]);
}

const MOST_NAMED = 12;

/** What is switched off, layer by layer; a click switches the layer on again. */
function OffList({
  occlusions,
  boards,
}: {
  occlusions: Occlusions;
  boards: readonly Switchboard[];
}) {
  const { options, lesion } = occlusions;
  const { off } = options.value;
  if (off.size === 0) return null;
  return (
    <p class="lesion-off" data-testid="lesion-off">
      Off:{" "}
      {[...off].map(([layer]) => {
        const board = boards.find((one) => one.layer === layer);
        const units = board === undefined ? [] : unitsOff(off, layer, board.units);
        const named = units.slice(0, MOST_NAMED).map(wholeText).join(", ");
        const more = units.length - MOST_NAMED;
        const words =
          board !== undefined && units.length === board.units
            ? "all units"
            : `${units.length === 1 ? "unit" : "units"} ${named}${more > 0 ? ` and ${wholeText(more)} more` : ""}`;
        return (
          <button
            key={layer}
            type="button"
            class="chip"
            title="Switch them on again"
            onClick={() => lesion.change(withUnits(off, layer, []))}
          >
            {printable(layer, 40)}: {words} <span aria-hidden="true">×</span>
          </button>
        );
      })}
    </p>
  );
}
