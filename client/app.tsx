// The page: the header, the models, the view on them, and the playhead under everything.
import { useSignal } from "@preact/signals";
import { useEffect, useErrorBoundary, useRef } from "preact/hooks";
import type { Page } from "./page.ts";
import { ConnectionBanner } from "./shell/connectionBanner.tsx";
import { FindingLine } from "./shell/findingLine.tsx";
import { Header } from "./shell/header.tsx";
import { Help } from "./shell/help/help.tsx";
import { listenForKeys } from "./shell/keyboard.ts";
import { Panel } from "./shell/panel.tsx";
import { PlayheadBar } from "./shell/playheadBar.tsx";
import { PageState, ReadingLine } from "./shell/states.tsx";
import { StoreContext, useStore } from "./store/context.ts";
import { FINDINGS_VIEW } from "./store/findings.ts";
import type { Store } from "./store/store.ts";
import { type NamedView, VIEWS } from "./viewModules.ts";

/** So much of the tab before the chosen one stays in sight. */
const TAB_MARGIN_PX = 48;

export function App({ page }: { page: Page }) {
  const { store, link } = page;
  const helping = useSignal(false);
  const isEmbedded = store.settings.embed.value;
  useEffect(
    () =>
      listenForKeys(document, {
        store,
        views: VIEWS.map(({ name }) => name),
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
          <Views />
          <PlayheadBar />
        </div>
      )}
      {helping.value && (
        <Help
          views={VIEWS}
          current={shownView(store).name}
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

function shownView({ settings }: Store): NamedView {
  return VIEWS.find(({ name }) => name === settings.view.value) ?? VIEWS[0]!;
}

function Views() {
  const store = useStore();
  const current = shownView(store);
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    const tab = tabs.current?.querySelector<HTMLElement>("[aria-pressed=true]");
    // Sideways alone: on a narrow screen the page must not jump to the tabs.
    if (tab) tabs.current!.scrollLeft = tab.offsetLeft - tabs.current!.offsetLeft - TAB_MARGIN_PX;
  }, [current.name]);
  return (
    <main class="view">
      {VIEWS.length > 1 && (
        <nav class="tabs" aria-label="Views" ref={tabs}>
          {VIEWS.map(({ name, title }) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === current.name}
              onClick={() => (store.settings.view.value = name)}
            >
              {title}
              {name === FINDINGS_VIEW && <FindingsCount />}
            </button>
          ))}
        </nav>
      )}
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

function FindingsCount() {
  const count = useStore().findings.list.value?.length ?? 0;
  return count === 0 ? null : <span class="tab-count">{count}</span>;
}
