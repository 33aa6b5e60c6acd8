// The tabs of the views: those of one family, and the switch to the other.
import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../store/context.ts";
import { FINDINGS_VIEW } from "../store/findings.ts";
import type { Store } from "../store/store.ts";
import { FAMILIES, type Family, type NamedView } from "../viewModules.ts";

/** So much of the tab before the chosen one stays in sight. */
const TAB_MARGIN_PX = 48;

const FAMILY_WORDS: Readonly<Record<Family, string>> = {
  training: "Watch training",
  inside: "Look inside",
};

/** The view of each family that was looked at last, by the family's name. */
const lastOf = new WeakMap<Store, Map<Family, string>>();

/** Goes from `current` to the view of the other family that was looked at last, else to its first. */
export function switchFamily(store: Store, views: readonly NamedView[], current: NamedView): void {
  const family = FAMILIES.find((one) => one !== current.family)!;
  openFamily(store, views, current, family);
}

function openFamily(
  store: Store,
  views: readonly NamedView[],
  current: NamedView,
  family: Family,
): void {
  if (family === current.family) return;
  const last = lastOf.get(store) ?? new Map<Family, string>();
  lastOf.set(store, last.set(current.family, current.name));
  const first = views.find((view) => view.family === family)?.name;
  const name = last.get(family) ?? first;
  if (name !== undefined) store.settings.view.value = name;
}

interface TabsProps {
  views: readonly NamedView[];
  current: NamedView;
}

export function Tabs({ views, current }: TabsProps) {
  const store = useStore();
  const tabs = useRef<HTMLElement>(null);
  const isCounted = current.name === FINDINGS_VIEW && (store.findings.list.value?.length ?? 0) > 0;
  useEffect(() => {
    const tab = tabs.current?.querySelector<HTMLElement>("[aria-pressed=true]");
    // Sideways alone: on a narrow screen the page must not jump to the tabs.
    if (tab) tabs.current!.scrollLeft = tab.offsetLeft - tabs.current!.offsetLeft - TAB_MARGIN_PX;
  }, [current.name, isCounted]);
  const families = FAMILIES.filter((family) => views.some((view) => view.family === family));
  return (
    <div class="view-choice">
      {families.length > 1 && (
        <div class="choice families" role="group" aria-label="Kind of views">
          {families.map((family) => (
            <button
              key={family}
              type="button"
              aria-pressed={family === current.family}
              title="i"
              onClick={() => openFamily(store, views, current, family)}
            >
              {FAMILY_WORDS[family]}
            </button>
          ))}
        </div>
      )}
      <nav class="tabs" aria-label="Views" ref={tabs}>
        {views
          .filter(({ family }) => family === current.family)
          .map(({ name, title }) => (
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
    </div>
  );
}

function FindingsCount() {
  const count = useStore().findings.list.value?.length ?? 0;
  return count === 0 ? null : <span class="tab-count">{count}</span>;
}
