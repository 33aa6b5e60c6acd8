// What the toolbars of measured views choose by: which of a network's parameters, and how distances are measured.
import type { RowKind } from "../store/measuredRows.ts";
import { DISTANCES, type DistanceName } from "../store/quantities.ts";
import { Menu } from "../ui/menu.tsx";

const KIND_WORDS = {
  kernels: { label: "Kernels" },
  weights: { label: "All weights" },
  gradients: { label: "Gradients" },
  activations: { label: "Activations" },
} as const;

interface RowKindMenuProps {
  /** Null while there is nothing to choose from. */
  kind: RowKind | null;
  kinds: readonly RowKind[];
  choose: (kind: RowKind) => void;
}

/** Nothing where there is but one kind. */
export function RowKindMenu({ kind, kinds, choose }: RowKindMenuProps) {
  if (kind === null || kinds.length < 2) return null;
  return (
    <Menu
      label="Parameters"
      testId="row-kind"
      value={kind}
      options={KIND_WORDS}
      offered={kinds}
      change={choose}
    />
  );
}

interface DistanceMenuProps {
  distance: DistanceName;
  choose: (distance: DistanceName) => void;
}

export function DistanceMenu({ distance, choose }: DistanceMenuProps) {
  return (
    <Menu label="Distance" testId="distance" value={distance} options={DISTANCES} change={choose} />
  );
}
