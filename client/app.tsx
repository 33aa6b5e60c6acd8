// The page: the header, the models, the view on them, and the playhead under everything.
import { useSignal } from "@preact/signals";
import { useEffect, useErrorBoundary } from "preact/hooks";
import type { Page } from "./page.ts";
import { ConnectionBanner } from "./shell/connectionBanner.tsx";
import { FindingLine } from "./shell/findingLine.tsx";
import { Header } from "./shell/header.tsx";
import { Help } from "./shell/help/help.tsx";
import { listenForKeys } from "./shell/keyboard.ts";
import { Panel } from "./shell/panel.tsx";
import { PlayheadBar } from "./shell/playheadBar.tsx";
import { PageState, ReadingLine } from "./shell/states.tsx";
import { switchFamily, Tabs } from "./shell/tabs.tsx";
import { StoreContext, useStore } from "./store/context.ts";
import type { Store } from "./store/store.ts";
import { type NamedView, VIEWS } from "./viewModules.ts";

export function App({ page }: { page: Page }) {
  const { store, link } = page;
  const helping = useSignal(false);
  const views = offeredViews(page);
  const isEmbedded = store.settings.embed.value;
  useEffect(
    () =>
      listenForKeys(document, {
        store,
        views: () => views.filter(({ family }) => family === shownView(store, views).family),
        switchFamily: () => switchFamily(store, views, shownView(store, views)),
        openHelp: () => (helping.value = true),
        focusFilter,
      }),
    [store],
  );
  return (
    <StoreContext.Provider value={store}>
      {!isEmbedded && (
        <Header link={link} snapshot={page.snapshot} openHelp={() => (helping.value = true)} />
      )}
      <ConnectionBanner link={link} retryNow={() => page.retryNow()} />
      {store.runs.all.value.length === 0 ? (
        <main class="alone">
          <PageState link={link} />
        </main>
      ) : (
        <div class={isEmbedded ? "layout embedded" : "layout"}>
          <ReadingLine />
          {!isEmbedded && <Panel />}
          <Views views={views} />
          <PlayheadBar />
        </div>
      )}
      {helping.value && (
        <Help
          views={views}
          current={shownView(store, views).name}
          choose={(name) => {
            store.settings.view.value = name;
            helping.value = false;
          }}
          close={() => (helping.value = false)}
        />
      )}
    </StoreContext.Provider>
  );
}

/** The field that narrows what the view lists, else the one of the models. */
function focusFilter(): void {
  const fields = [".view", ".panel"].map((part) =>
    document.querySelector<HTMLElement>(`${part} input[type=search]`),
  );
  fields.find((field) => field !== null)?.focus();
}

/** What a snapshot has nothing for is not offered there: a network needs the server's weights to run. */
function offeredViews(page: Page): readonly NamedView[] {
  return page.snapshot === null ? VIEWS.filter(({ family }) => family === "training") : VIEWS;
}

function shownView({ settings }: Store, views: readonly NamedView[]): NamedView {
  return views.find(({ name }) => name === settings.view.value) ?? views[0]!;
}

function Views({ views }: { views: readonly NamedView[] }) {
  const current = shownView(useStore(), views);
  return (
    <main class="view">
      <Tabs views={views} current={current} />
      <FindingLine />
      <Shown key={current.name} view={current} />
    </main>
  );
}

/** What goes wrong in one view leaves the others alone. */
function Shown({ view }: { view: NamedView }) {
  const [error, tryAgain] = useErrorBoundary();
  if (error === undefined) return <view.View />;
  return (
    <div class="notice" role="alert">
      <p class="notice-title">This view failed: {String(error)}</p>
      <button type="button" onClick={tryAgain}>
        Try again
      </button>
    </div>
  );
}
