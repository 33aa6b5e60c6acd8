// All numbers of a matrix as rows of (layer, step, value, how it was come by).
import type { SlotName } from "../../store/selectionRules.ts";
import type { Network } from "./network.ts";

/** Only what is logged; a value that is not finite is NaN. */
export function csvOf(network: Network, slot: SlotName): string {
  const { values, known, estimated, steps } = network.grids[slot].peek();
  const lines = [`# ${network.title.peek()}`, "parameter,step,value,kind"];
  network.layers.peek().forEach(({ key }, layer) => {
    for (let step = 0; step < steps.length; step++) {
      const at = layer * steps.length + step;
      if (known[at] === 0) continue;
      const kind = estimated[at] === 1 ? "estimated" : "exact";
      lines.push([quoted(key), steps[step], values[at], kind].join(","));
    }
  });
  return [...lines, ""].join("\n");
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
