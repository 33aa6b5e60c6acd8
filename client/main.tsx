// The page's start: the real world is handed to the store and the feed here, and nowhere else.
import "./charts/language.ts";
import "uplot/dist/uPlot.min.css";
import "./styles/index.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { pageWorld } from "./live/pageWorld.ts";
import { recordedIn } from "./live/recorded.ts";
import { openPage } from "./page.ts";
import { playOnceOnOpening } from "./shell/openingPass.ts";
import { dress, systemPrefersDark } from "./shell/theme.ts";
import { mirrorAddress, savedBar, windowBar } from "./store/address.ts";
import { createStore } from "./store/store.ts";
import { fetchViews } from "./viewModules.ts";

/** The first picture comes before the code of others. */
const VIEWS_AFTER_MS = 1500;

const recording = await recordedIn(document);
const store = createStore({
  now: () => recording?.recordedAt ?? Date.now(),
  every(ms, callback) {
    const timer = setInterval(callback, ms);
    return () => clearInterval(timer);
  },
  prefersDark: systemPrefersDark(window),
});
mirrorAddress(store, recording === null ? windowBar(window) : savedBar(window, recording.query));
dress(document.documentElement, store.theme);
if (!window.matchMedia("(prefers-reduced-motion: reduce)").matches) playOnceOnOpening(store);
const world =
  recording === null
    ? pageWorld(new URL(document.baseURI))
    : (await import("./live/recordedWorld.ts")).recordedWorld(recording);
const page = openPage(store, world, recording?.recordedAt ?? null);
render(<App page={page} />, document.getElementById("app")!);
// While nothing else is to be done: a tab opens at once, also when the server is gone.
window.setTimeout(() => void fetchViews(), VIEWS_AFTER_MS);
