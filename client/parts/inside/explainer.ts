// The one explainer of a page: made when something first looks inside a network.
import { Explainer } from "../../network/explainer.ts";
import { startWorker } from "../../network/startWorker.ts";
import { useStore } from "../../store/context.ts";
import type { Store } from "../../store/store.ts";

const ofStores = new WeakMap<Store, Explainer>();

/** The explainer of the page that the component is part of; answers outlive the views that asked. */
export function useExplainer(): Explainer {
  const store = useStore();
  const explainer = ofStores.get(store) ?? new Explainer(startWorker);
  ofStores.set(store, explainer);
  return explainer;
}
