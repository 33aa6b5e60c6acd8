// Which examples are listed, in which order, and as what.
import { SLOTS } from "../../store/selectionRules.ts";
import { Choice } from "../../ui/choice.tsx";
import { wholeText } from "../../ui/format.ts";
import { Menu } from "../../ui/menu.tsx";
import { countOf } from "./learning.ts";
import { type ListName, LISTS, ORDERS } from "./listed.ts";
import { SHOWN } from "./options.ts";
import { shownSlots } from "./picture.ts";
import type { Predictions } from "./predictions.ts";
import { listInWords } from "./words.ts";

const LIST_NAMES = Object.keys(LISTS) as ListName[];
const SHOWN_AS = [
  { value: "strips", label: SHOWN.strips.label, title: "Right or wrong at every checkpoint" },
  { value: "pictures", label: SHOWN.pictures.label, title: "The examples themselves" },
] as const;

export function Lists({ predictions }: { predictions: Predictions }) {
  const { options, change, called } = predictions;
  const { cell, list, order, shown } = options.value;
  const shownModels = shownSlots(predictions);
  const cellNames = cell && called(cell.slot);
  return (
    <div class="lists" role="group" aria-label="Which examples are listed">
      <div class="lists-chips">
        {LIST_NAMES.filter((one) => one !== "apart" || shownModels.length > 1).map((one) => (
          <button
            key={one}
            type="button"
            class="chip"
            aria-pressed={cell === null && one === list}
            title={LISTS[one].title}
            data-testid={`list-${one}`}
            onClick={() => change({ list: one, cell: null })}
          >
            {LISTS[one].label}
            <Counts predictions={predictions} list={one} />
          </button>
        ))}
        {cell !== null && cellNames !== null && (
          <button
            type="button"
            class="chip"
            aria-pressed="true"
            title="Show the list again"
            data-testid="list-cell"
            onClick={() => change({ cell: null })}
          >
            {cellNames.is(cell.actual)} → {cellNames.taken(cell.predicted)}{" "}
            <span aria-hidden="true">×</span>
          </button>
        )}
      </div>
      <Menu
        label="Order of the examples"
        testId="list-order"
        value={order}
        options={ORDERS}
        change={(one) => change({ order: one })}
      />
      <Choice
        name="Examples as"
        options={SHOWN_AS}
        value={shown}
        choose={(one) => change({ shown: one })}
      />
    </div>
  );
}

/** How many they are, and what they have in common. */
export function ListCount({ predictions }: { predictions: Predictions }) {
  const { options, rows, called } = predictions;
  return (
    <span class="lists-count" role="status" data-testid="list-count">
      {listInWords(options.value, rows.value.length, called)}
    </span>
  );
}

/** How many of A's and of B's; of what both have one number of, that. */
function Counts({ predictions, list }: { predictions: Predictions; list: ListName }) {
  const { answers, labels } = predictions;
  const all = answers.value;
  if (list === "all") return <small>{wholeText(labels.value?.length ?? 0)}</small>;
  if (list === "apart") {
    const [a, b] = [all.a.now, all.b.now];
    if (a === null || b === null) return null;
    return <small>{wholeText(Array.from(a).filter((one, i) => one !== b[i]).length)}</small>;
  }
  const { holds } = LISTS[list];
  return (
    <>
      {SLOTS.filter((slot) => shownSlots(predictions).includes(slot)).map((slot) => {
        const { learning } = all[slot];
        return (
          learning !== null && (
            <small key={slot} class={`count-${slot}`} data-testid={`count-${list}-${slot}`}>
              {wholeText(countOf(learning, holds))}
            </small>
          )
        );
      })}
    </>
  );
}
