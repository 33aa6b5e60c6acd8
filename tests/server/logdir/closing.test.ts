// What a log directory that is closed leaves behind: nothing, however early it is closed.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { followLogdir, type LogSink } from "../../../server/logdir/index.ts";
import { temporary, until } from "./followed.ts";

const DIRECTORIES = 5_000;
const SILENT: LogSink = {
  appeared() {},
  events() {},
  restarted() {},
  tensorsAhead() {},
  checkpoints() {},
  examples() {},
  problems() {},
  gone() {},
};

const watchers = (): number =>
  process.getActiveResourcesInfo().filter((kind) => kind === "FSEventWrap").length;

it("closing while thousands of directories are being found leaves no watcher", async () => {
  const folder = temporary();
  for (let i = 0; i < DIRECTORIES; i++) mkdirSync(join(folder, String(i)));
  const before = watchers();
  const logdir = followLogdir(folder, SILENT);
  await until(() => watchers() > before + 100);
  await logdir.close();
  await until(() => watchers() <= before);
  expect(watchers()).toBeLessThanOrEqual(before);
});
