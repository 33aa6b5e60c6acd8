// The view "models": any number of them, as lines through what is known of them, as a table, and by one parameter side by side.
import { useMemo } from "preact/hooks";
import { useStore } from "../../store/context.ts";
import { Notice } from "../../ui/notice.tsx";
import { printable } from "../../ui/printable.ts";
import { Multiples } from "./multiples.tsx";
import { Parallel } from "./parallel.tsx";
import { createShared, type SharedState } from "./shared.ts";
import { Table } from "./table.tsx";
import { Tools } from "./tools.tsx";

export function View() {
  const store = useStore();
  const shared = useMemo(() => createShared(store), [store]);
  return (
    <div class="models">
      <Parallel shared={shared} />
      <Tools shared={shared} />
      {shared.rows.value.length === 0 ? <NoModels shared={shared} /> : <Table shared={shared} />}
      {shared.rows.value.length > 0 && <Multiples shared={shared} />}
    </div>
  );
}

function NoModels({ shared }: { shared: SharedState }) {
  const { settings } = useStore();
  const filter = settings.filter.value;
  const why = [
    ...(filter === "" ? [] : [`“${printable(filter, 40)}” in its name`]),
    ...(shared.brushes.value.length === 0 ? [] : ["values within all marked stretches"]),
  ];
  return (
    <Notice title={`No model has ${why.join(" and ")}`} testId="no-models">
      <button
        type="button"
        onClick={() => {
          settings.filter.value = "";
          shared.brush([]);
        }}
      >
        Show all models
      </button>
    </Notice>
  );
}
