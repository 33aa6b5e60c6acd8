// Chooses the parameter that a view shows of both models: by block and layer, one after the other, or by words where there are many.
import { useSignal } from "@preact/signals";
import { useStore } from "../store/context.ts";
import { areManyLayers, groupsOf, matching, type OfferedParameter } from "../store/parameters.ts";
import { shapeText } from "../ui/format.ts";
import { printable } from "../ui/printable.ts";

export function ParameterPicker() {
  const { offered, parameterKey, settings } = useStore();
  const filter = useSignal("");
  const all = offered.value;
  const isFiltered = areManyLayers(all);
  const key = parameterKey.value;
  const groups = groupsOf(isFiltered ? matching(all, filter.value) : all);
  const inReach = groups.flatMap(({ parameters }) => parameters);
  const here = inReach.findIndex((parameter) => parameter.key === key);
  const choose = (index: number): void => {
    const { key = null } = inReach[index] ?? {};
    if (key !== null) settings.parameter.value = key;
  };
  return (
    <div class="picker">
      {isFiltered && (
        <Filter
          text={filter.value}
          change={(text) => (filter.value = text)}
          found={inReach.length}
          first={() => choose(0)}
        />
      )}
      <label>
        <span class="sr-only">Parameter</span>
        <select
          data-testid="parameter"
          value={key ?? ""}
          onChange={(event) => (settings.parameter.value = event.currentTarget.value)}
        >
          {here < 0 && <Absent parameter={all.find((one) => one.key === key)} name={key} />}
          {groups.map(({ path, label, parameters }) => (
            <optgroup key={path} label={path === "" ? "no layer" : printable(label, 60)}>
              {parameters.map((parameter) => (
                <Option key={parameter.key} parameter={parameter} />
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="step"
        aria-label="Previous parameter"
        disabled={here <= 0}
        onClick={() => choose(here - 1)}
      >
        ‹
      </button>
      <button
        type="button"
        class="step"
        aria-label="Next parameter"
        disabled={here >= inReach.length - 1}
        onClick={() => choose(here + 1)}
      >
        ›
      </button>
    </div>
  );
}

interface FilterProps {
  text: string;
  change: (text: string) => void;
  found: number;
  /** Chooses the first parameter that is found. */
  first: () => void;
}

function Filter({ text, change, found, first }: FilterProps) {
  return (
    <>
      <input
        type="search"
        class="picker-filter"
        data-testid="parameter-filter"
        aria-label="Parameters with these words in their name; Enter chooses the first"
        placeholder="Filter layers"
        aria-invalid={found === 0}
        value={text}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && first()}
      />
      <span class="sr-only" role="status" data-testid="parameters-found">
        {text.trim() === "" ? "" : `${found} found`}
      </span>
    </>
  );
}

/** What is shown, when it is not among what can be chosen: filtered out, or in neither model. */
function Absent({
  parameter,
  name,
}: {
  parameter: OfferedParameter | undefined;
  name: string | null;
}) {
  if (parameter !== undefined) return <Option parameter={parameter} />;
  return (
    <option value={name ?? ""}>
      {name === null ? "none yet" : `${printable(name, 40)} (not here)`}
    </option>
  );
}

function Option({ parameter }: { parameter: OfferedParameter }) {
  const shapes = parameter.shapes.map(shapeText).filter(Boolean).join(" and ");
  return (
    <option value={parameter.key}>
      {printable(parameter.label, 60)}
      {shapes === "" ? "" : `  (${shapes})`}
      {parameter.unavailable === null ? "" : `, ${printable(parameter.unavailable, 60)}`}
    </option>
  );
}
