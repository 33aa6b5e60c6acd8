// The page's start: the real world is handed to the store and the feed here, and nowhere else.
import "./charts/language.ts";
import "uplot/dist/uPlot.min.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/panel.css";
import "./styles/distributions.css";
import "./styles/compare.css";
import "./styles/overTime.css";
import "./styles/findings.css";
import "./styles/help.css";
import "./styles/scalars.css";
import "./styles/models.css";
import "./styles/network.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { pageWorld } from "./live/pageWorld.ts";
import { openPage } from "./page.ts";
import { playOnceOnOpening } from "./shell/openingPass.ts";
import { dress, systemPrefersDark } from "./shell/theme.ts";
import { mirrorAddress, windowBar } from "./store/address.ts";
import { createStore } from "./store/store.ts";

const store = createStore({
  now: () => Date.now(),
  every(ms, callback) {
    const timer = setInterval(callback, ms);
    return () => clearInterval(timer);
  },
  prefersDark: systemPrefersDark(window),
});
mirrorAddress(store, windowBar(window));
dress(document.documentElement, store.theme);
if (!window.matchMedia("(prefers-reduced-motion: reduce)").matches) playOnceOnOpening(store);
const page = openPage(store, pageWorld(new URL(document.baseURI)));
render(<App page={page} />, document.getElementById("app")!);
