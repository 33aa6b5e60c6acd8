// A value derived from signals and properties: the component is drawn again only when it comes out as another.
import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";

/** `properties` are all that `derive` uses besides signals: a plain `useComputed` would not notice that they changed. */
export function useDerived<T>(derive: () => T, properties: readonly unknown[]): T {
  return useMemo(() => computed(derive), properties).value;
}
