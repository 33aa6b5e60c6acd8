// The views that there are: every folder under views/ is one, in the order of their tabs.
import type { FunctionComponent } from "preact";
import { laterView } from "./shell/laterView.tsx";
import { View as Distributions } from "./views/distributions/index.tsx";

/** Views are told apart by whether they watch the training, or run the network to look inside it. */
export const FAMILIES = ["training", "inside"] as const;
export type Family = (typeof FAMILIES)[number];

/** What a view's tab.ts exports: its title for the tab, and its place among the tabs of its family. */
interface Tab {
  title: string;
  order: number;
  /** "training" where nothing is said. */
  family?: Family;
  /** What one looks at, in a short paragraph, for the help. */
  about?: string;
}

export interface NamedView extends Tab {
  name: string;
  family: Family;
  View: FunctionComponent;
}

/** What a view's index.tsx exports. */
interface ViewModule {
  View: FunctionComponent;
}

const tabs = import.meta.glob<Tab>("./views/*/tab.ts", { eager: true });
/** The page opens on this one: it is there from the start. */
const FIRST = "distributions";
/** Chunks of their own. */
const modules = import.meta.glob<ViewModule>([
  "./views/*/index.tsx",
  "!./views/distributions/index.tsx",
]);

export const VIEWS: readonly NamedView[] = Object.entries(tabs)
  .map(([path, tab]) => {
    const name = path.split("/").at(-2)!;
    const load = modules[`./views/${name}/index.tsx`];
    const View = name === FIRST || !load ? Distributions : laterView(() => dressed(load));
    return { ...tab, name, family: tab.family ?? FAMILIES[0], View };
  })
  .sort((one, two) => familyOrder(one) - familyOrder(two) || one.order - two.order);

/** With the styles that all of them share. */
async function dressed<Module>(load: () => Promise<Module>): Promise<Module> {
  const [module] = await Promise.all([load(), import("./styles/views.css")]);
  return module;
}

function familyOrder({ family }: NamedView): number {
  return FAMILIES.indexOf(family);
}

/** Fetches the views that are not looked at yet, so that they are there when they are. */
export async function fetchViews(): Promise<void> {
  // What fails now is tried again, and told of, when the view is looked at.
  await Promise.allSettled(Object.values(modules).map((load) => dressed(load)));
}
