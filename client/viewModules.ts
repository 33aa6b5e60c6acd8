// The views that there are: every folder under views/ is one, in the order of their tabs.
import type { FunctionComponent } from "preact";

/** What a view's folder exports: its title for the tab, its place among the tabs, and itself. */
export interface ViewModule {
  title: string;
  order: number;
  /** What one looks at, in a short paragraph, for the help. */
  about?: string;
  View: FunctionComponent;
}

export interface NamedView extends ViewModule {
  name: string;
}

const found = import.meta.glob<ViewModule>("./views/*/index.tsx", { eager: true });

export const VIEWS: readonly NamedView[] = Object.entries(found)
  .map(([path, view]) => ({ ...view, name: path.split("/").at(-2)! }))
  .sort((one, two) => one.order - two.order);
