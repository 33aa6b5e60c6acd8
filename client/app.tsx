// The page: the header, the models, the view on them, and the playhead under everything.
import { useEffect, useErrorBoundary } from "preact/hooks";
import type { FunctionComponent } from "preact";
import type { Page } from "./page.ts";
import { ConnectionBanner } from "./shell/connectionBanner.tsx";
import { Header } from "./shell/header.tsx";
import { listenForPlayheadKeys } from "./shell/keyboard.ts";
import { Panel } from "./shell/panel.tsx";
import { PlayheadBar } from "./shell/playheadBar.tsx";
import { PageState, ReadingLine } from "./shell/states.tsx";
import { StoreContext, useStore } from "./store/context.ts";

/** What a view's folder exports: its title for the tab, its place among the tabs, and itself. */
export interface ViewModule {
  title: string;
  order: number;
  View: FunctionComponent;
}

const found = import.meta.glob<ViewModule>("./views/*/index.tsx", { eager: true });
const VIEWS = Object.entries(found)
  .map(([path, view]) => ({ ...view, name: path.split("/").at(-2)! }))
  .sort((one, two) => one.order - two.order);

export function App({ page }: { page: Page }) {
  const { store, link } = page;
  useEffect(() => listenForPlayheadKeys(document, store.playhead), [store]);
  return (
    <StoreContext.Provider value={store}>
      <Header link={link} />
      <ConnectionBanner link={link} retryNow={() => page.retryNow()} />
      {store.runs.all.value.length === 0 ? (
        <main class="alone">
          <PageState link={link} />
        </main>
      ) : (
        <div class="layout">
          <ReadingLine />
          <Panel />
          <Views />
          <PlayheadBar />
        </div>
      )}
    </StoreContext.Provider>
  );
}

function Views() {
  const { settings } = useStore();
  const [error, tryAgain] = useErrorBoundary();
  const current = VIEWS.find(({ name }) => name === settings.view.value) ?? VIEWS[0]!;
  return (
    <main class="view">
      {VIEWS.length > 1 && (
        <nav class="tabs" aria-label="Views">
          {VIEWS.map(({ name, title }) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === current.name}
              onClick={() => (settings.view.value = name)}
            >
              {title}
            </button>
          ))}
        </nav>
      )}
      {error === undefined ? (
        <current.View />
      ) : (
        <div class="notice" role="alert">
          <p class="notice-title">This view failed: {String(error)}</p>
          <button type="button" onClick={tryAgain}>
            Try again
          </button>
        </div>
      )}
    </main>
  );
}
