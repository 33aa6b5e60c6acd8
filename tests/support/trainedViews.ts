// The networks that really were trained, seen in a browser: on one server for all tests of a file.
import { cpSync } from "node:fs";
import { afterAll, beforeAll } from "vitest";
import { type Running, serve } from "./layerlapse.ts";
import type { Look } from "./page.ts";
import { trainedLogdir } from "./trained.ts";
import { type Afterwards, type Seen, seenOn, type Views, views } from "./views.ts";

export interface TrainedViews extends Views {
  url: () => string;
  /** Where the networks lie; nobody may write there. */
  logdir: () => string;
  /** Opens the page with that query over them; closed after the test. */
  openTrained: (query: string, look?: Look, afterwards?: Afterwards) => Promise<Seen>;
  /** Leaves a copy in a log directory of a test's own. */
  copyTrained: (to: string) => void;
}

/** Called once at the top of a file of tests. */
export function trainedViews(): TrainedViews {
  const own = views();
  let logdir = "";
  let server: Running;
  beforeAll(async () => {
    logdir = await trainedLogdir();
    server = await serve(logdir);
  });
  afterAll(async () => void (await server.stop()));
  return {
    ...own,
    url: () => server.url,
    logdir: () => logdir,
    openTrained: (query, look, afterwards) =>
      seenOn({ browser: own.browser(), server, logdir }, query, look, afterwards),
    copyTrained: (to) => cpSync(logdir, to, { recursive: true }),
  };
}
