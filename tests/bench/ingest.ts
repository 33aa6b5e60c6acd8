// From the start of the process until every event of a large log directory can be queried: ours against TensorBoard's loaders.
import { closeSync, openSync, readSync } from "node:fs";
import { type Corpus, corpus, filesOf } from "./corpus/index.ts";
import { DATA_SERVER_WAYS, openWithDataServer } from "./programs/dataServer.ts";
import { type Excerpt, excerptOf } from "./programs/excerpt.ts";
import { FLOORS, openWithFloor } from "./programs/floor.ts";
import { temporaryFolder } from "../support/layerlapse.ts";
import { bytesRead, type Opening, residentMB } from "./programs/figures.ts";
import { openWithOurs } from "./programs/layerlapse.ts";
import { reckonedProtobufDecoder } from "./programs/protobufDecoder.ts";
import { type Reckoned, reckonedPythonLoader } from "./programs/pythonLoader.ts";
import { DATA_SERVER_VERSION, tensorBoard, TENSORBOARD_VERSION } from "./programs/tensorboard.ts";

type Print = (line: string) => void;

/** What may be taken, as shares of the data server's time and as MB of resident memory. */
interface Goal {
  corpus: string;
  share: number;
  memoryMB: (corpus: Corpus) => number;
  /** Whether it is so large that a second start need not read it again. */
  twice?: boolean;
  /** Whether it is so small that much of the time is Node's own: what a bare program takes is told too. */
  floor?: boolean;
}

const BASE_MB = 120;
const MB_A_MILLION_SCALARS = 32;
const MB_A_MILLION_HISTOGRAMS = 48;
const perEvent = ({ scalars, histograms }: Corpus): number =>
  BASE_MB + (MB_A_MILLION_SCALARS * scalars + MB_A_MILLION_HISTOGRAMS * histograms) / 1e6;

const goals: readonly Goal[] = [
  { corpus: "scalars", share: 1 / 5, memoryMB: perEvent },
  { corpus: "histograms", share: 1 / 3, memoryMB: perEvent },
  { corpus: "small-runs", share: 1 / 2, memoryMB: perEvent, floor: true },
  { corpus: "mix", share: 1 / 4, memoryMB: () => 250, twice: true },
];
const PYTHON_SHARE = 1 / 100;

const ROUNDS = 5;
/** A program that has taken so long in all its rounds is not started once more. */
const PATIENCE_SECONDS = 20;
const IDLE_AFTER_MS = 5000;

/** Prints seconds and memory for every corpus, and ours as a share of each of theirs. */
export async function run(print: Print): Promise<void> {
  const theirs = tensorBoard();
  if (typeof theirs === "string") print(`Skipped TensorBoard's data server and loader: ${theirs}.`);
  for (const goal of goals) await compare(goal, print, typeof theirs !== "string");
}

async function compare(goal: Goal, print: Print, withTheirs: boolean): Promise<void> {
  const logs = corpus(goal.corpus, print);
  print(
    `${logs.name} (${logs.scale}): ${logs.runs} runs, ${logs.scalars} scalars, ${logs.histograms} histograms, ` +
      `${logs.tensors} tensors, ${(logs.bytes / 1e6).toFixed(0)} MB, read once before`,
  );
  readOnce(logs);
  const idleMB: number[] = [];
  const contenders: Contender[] = [
    { name: "ours, keeps all, verifies checksums", open: () => openOurs(logs, idleMB), rounds: [] },
  ];
  for (const { name, flags } of withTheirs ? DATA_SERVER_WAYS : []) {
    const open = async (): Promise<Opening> => {
      const loaded = await openWithDataServer(logs.logdir, flags);
      await loaded.stop();
      return loaded;
    };
    contenders.push({ name: `data server ${DATA_SERVER_VERSION}, ${name}`, open, rounds: [] });
  }
  const floors: Contender[] = (goal.floor ? FLOORS : []).map(({ name, flags }) => {
    return { name, open: () => openWithFloor(logs, flags), rounds: [] };
  });
  // In turns, so that what else the machine does falls on all alike.
  for (let round = 0; round < ROUNDS; round++) {
    for (const { open, rounds } of [...contenders, ...floors]) {
      const spent = rounds.reduce((sum, { seconds }) => sum + seconds, 0);
      if (spent < PATIENCE_SECONDS) rounds.push(await open());
    }
  }
  const [ours, ...others] = contenders as [Contender, ...Contender[]];
  const { seconds, peakMB } = best(ours);
  print(`  ${described(ours)}, idle ${Math.max(...idleMB).toFixed(0)} MB`);
  if (goal.twice) await openTwice(logs, print);
  for (const floor of floors) {
    const share = (best(floor).seconds / seconds).toFixed(2);
    print(`  floor: ${described(floor)}: ${share} of ours`);
  }
  for (const [i, other] of others.entries()) {
    const allowed = i === 0 ? ` (goal: ${goal.share.toFixed(2)})` : "";
    const share = (seconds / best(other).seconds).toFixed(2);
    print(`  ${described(other)}: ours takes ${share} of it${allowed}`);
  }
  const excerpt = excerptOf(logs);
  if (withTheirs) {
    const name = `Python loader ${TENSORBOARD_VERSION}, keeps all`;
    printReckoned(print, name, reckonedPythonLoader(excerpt), excerpt, seconds, PYTHON_SHARE);
  }
  const decoded = reckonedProtobufDecoder(excerpt);
  printReckoned(print, "decoder on protobufjs, checks nothing", decoded, excerpt, seconds);
  excerpt.remove();
  const allowed = goal.memoryMB(logs);
  print(`  memory: ${(peakMB / allowed).toFixed(2)} of the ${allowed.toFixed(0)} MB allowed`);
}

interface Contender {
  name: string;
  open: () => Promise<Opening>;
  rounds: Opening[];
}

/** As for the first time: nothing is kept from one round to the next. */
async function openOurs(logs: Corpus, idleMB: number[]): Promise<Opening> {
  const cache = temporaryFolder();
  const opened = await openWithOurs(logs, { cache: cache.path, again: false });
  await new Promise((resolve) => setTimeout(resolve, IDLE_AFTER_MS));
  idleMB.push(residentMB(opened.server.process.pid!).now);
  await opened.server.stop();
  cache.remove();
  return opened;
}

async function openTwice(logs: Corpus, print: Print): Promise<void> {
  const cache = temporaryFolder();
  const first = await openWithOurs(logs, { cache: cache.path, again: false });
  await first.server.stop();
  const { server, seconds, coreSeconds, peakMB } = await openWithOurs(logs, {
    cache: cache.path,
    again: true,
  });
  const share = bytesRead(server.process.pid!) / logs.bytes;
  await server.stop();
  cache.remove();
  print(
    `  a second start: ${seconds.toFixed(2)} s (${coreSeconds.toFixed(2)} s of cores), peak ${peakMB.toFixed(0)} MB, ` +
      `reads ${(100 * share).toFixed(1)} % of the bytes`,
  );
}

/** The round in which other work on the machine disturbed it least, with the most memory of any round. */
function best({ rounds }: Contender): Opening {
  const quickest = rounds.toSorted((a, b) => a.seconds - b.seconds)[0]!;
  return { ...quickest, peakMB: Math.max(...rounds.map(({ peakMB }) => peakMB)) };
}

function described(contender: Contender): string {
  const { seconds, coreSeconds, peakMB } = best(contender);
  const all = contender.rounds.map((round) => round.seconds.toFixed(2)).join(" ");
  return (
    `${contender.name}: ${seconds.toFixed(2)} s, best of ${all} ` +
    `(${coreSeconds.toFixed(2)} s of cores), peak ${peakMB.toFixed(0)} MB`
  );
}

function printReckoned(
  print: Print,
  name: string,
  { seconds, events }: Reckoned,
  { bytes, factor }: Excerpt,
  ours: number,
  goal?: number,
): void {
  const allowed = goal === undefined ? "" : ` (goal: ${goal})`;
  print(
    `  ${name}: ${seconds.toFixed(1)} s, reckoned from ${events} values in ${(bytes / 1e6).toFixed(0)} MB ` +
      `times ${factor.toFixed(1)}: ours takes ${(ours / seconds).toFixed(4)} of it${allowed}`,
  );
}

/** So that all find the files in the system's cache. */
function readOnce(logs: Corpus): void {
  const piece = Buffer.alloc(2 ** 20);
  for (const path of filesOf(logs)) {
    const file = openSync(path, "r");
    while (readSync(file, piece) > 0);
    closeSync(file);
  }
}
