// The top line: what this is, which directory it shows, how the connection stands, dark or light.
import type { ReadonlySignal } from "@preact/signals";
import type { LinkState } from "../live/connection.ts";
import type { MakeSnapshot } from "../snapshot.ts";
import { useStore } from "../store/context.ts";
import { THEMES, type ThemeChoice } from "../store/urlState.ts";
import { Name } from "../ui/name.tsx";
import { ProblemsButton } from "./problems.tsx";
import { SnapshotButton } from "./snapshotButton.tsx";

const THEME_WORDS: Readonly<Record<ThemeChoice, string>> = {
  auto: "Auto",
  dark: "Dark",
  light: "Light",
};

interface HeaderProps {
  link: ReadonlySignal<LinkState>;
  /** Null in a page that is a snapshot itself. */
  snapshot: MakeSnapshot | null;
  openHelp: () => void;
}

export function Header({ link, snapshot, openHelp }: HeaderProps) {
  const { runs, settings } = useStore();
  const path = runs.logdir.value?.path;
  const theme = settings.theme.value;
  const nextTheme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
  return (
    <header class="header">
      <h1 class="brand">
        <img src="./icon.svg" alt="" width="26" height="26" />
        {runs.windowTitle.value || "Layerlapse"}
      </h1>
      {path !== undefined && (
        <p class="logdir">
          <Name text={path} />
        </p>
      )}
      <div class="header-end">
        <ProblemsButton />
        <LinkStatus link={link} />
        {snapshot !== null && <SnapshotButton make={snapshot} />}
        <button
          type="button"
          class="quiet"
          data-testid="help-button"
          aria-label="Help and keys"
          title="What am I looking at? Keys (?)"
          onClick={openHelp}
        >
          ?
        </button>
        <button
          type="button"
          class="quiet"
          data-testid="theme"
          aria-label={`Theme: ${THEME_WORDS[theme]}`}
          title={`Theme: ${THEME_WORDS[theme]}. Click for ${THEME_WORDS[nextTheme]}.`}
          onClick={() => (settings.theme.value = nextTheme)}
        >
          <span aria-hidden="true" class={`theme-dot theme-${theme}`} />
          <span class="wide-only">{THEME_WORDS[theme]}</span>
        </button>
      </div>
    </header>
  );
}

const LINK_WORDS: Readonly<Record<Exclude<LinkState["kind"], "recorded">, string>> = {
  connecting: "Connecting",
  open: "Connected",
  lost: "Reconnecting",
};
const savedOn = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

function LinkStatus({ link }: { link: ReadonlySignal<LinkState> }) {
  const state = link.value;
  const { kind } = state;
  const words =
    state.kind === "recorded" ? `Saved ${savedOn.format(state.at)}` : LINK_WORDS[state.kind];
  return (
    <p class={`link link-${kind}`} role="status" data-testid="status">
      <span class="link-dot" aria-hidden="true" />
      {words}
    </p>
  );
}
