// All distances as rows of (model, parameter, step, value, how it was come by).
import type { DistancesModel } from "./distances.ts";

/** Only what is logged; a distance of weights that are not finite is NaN. */
export function csvOf(model: DistancesModel): string {
  const { distance } = model.options.peek();
  const between = model.between.peek();
  const lines = [`# ${distance} between ${between}`, "model,parameter,step,value,kind"];
  for (const { key, values } of model.rows.peek()) {
    for (const slot of model.shown.peek()) {
      const own = values[slot];
      own?.steps.forEach((step, i) => {
        if (own.known[i] === 0) return;
        const kind = own.estimated[i] === 1 ? "estimated" : "exact";
        const who = between === "ab" ? "A to B" : slot.toUpperCase();
        lines.push([who, `"${key.replaceAll('"', '""')}"`, step, own.values[i], kind].join(","));
      });
    }
  }
  return [...lines, ""].join("\n");
}
