// What sets two models apart, as far as their logs tell: settings and layers that are not the same in both.
import type { ArchitectureLayer } from "#contract/eventlog/keras.ts";
import type { RunSummary } from "#contract/protocol.ts";

export interface Difference {
  label: string;
  a: string;
  b: string;
}

/** Names and places, not settings: they differ between any two models. */
const NOT_SETTINGS = new Set(["model", "name"]);
const ABSENT = "–";

/** Settings first; layers only where the settings do not explain them already. */
export function differences(a: RunSummary, b: RunSummary): Difference[] {
  const settings = settingDifferences(a, b);
  return settings.length > 0
    ? settings
    : layerDifferences(a.architecture ?? [], b.architecture ?? []);
}

function settingDifferences(a: RunSummary, b: RunSummary): Difference[] {
  const names = new Set([...Object.keys(a.hparams), ...Object.keys(b.hparams)]);
  const text = ({ hparams }: RunSummary, name: string): string => {
    return Object.hasOwn(hparams, name) ? String(hparams[name]) : ABSENT;
  };
  return [...names]
    .filter((name) => !NOT_SETTINGS.has(name))
    .map((name) => ({ label: name.replaceAll("_", " "), a: text(a, name), b: text(b, name) }))
    .filter((difference) => difference.a !== difference.b);
}

function layerDifferences(
  a: readonly ArchitectureLayer[],
  b: readonly ArchitectureLayer[],
): Difference[] {
  const text = (layer: ArchitectureLayer | undefined): string => {
    return layer ? `${layer.kind} ${layer.detail}`.trim() : ABSENT;
  };
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => {
    return { label: a[i]?.name ?? b[i]!.name, a: text(a[i]), b: text(b[i]) };
  }).filter((difference) => difference.a !== difference.b);
}
