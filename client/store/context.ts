// Hands the one store down the tree.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Store } from "./store.ts";

export const StoreContext = createContext<Store | null>(null);

/** The store of the page that the component is part of. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error("a component outside of the page's store");
  return store;
}
