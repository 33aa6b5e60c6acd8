// Part of a corpus for programs that would take minutes over the whole: its first files, and the head of a large one.
import { closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { temporaryFolder } from "../../support/layerlapse.ts";
import { type Corpus, filesOf } from "../corpus/index.ts";

const EXCERPT_BYTES = 16 * 2 ** 20;

export interface Excerpt {
  logdir: string;
  files: string[];
  bytes: number;
  /** How many times as much the corpus holds. */
  factor: number;
  remove(): void;
}

/** Copies the first 16 MiB of a corpus, as whole files or as the head of its first; the last record may be cut. */
export function excerptOf(corpus: Corpus): Excerpt {
  const folder = temporaryFolder();
  const files: string[] = [];
  let bytes = 0;
  for (const file of filesOf(corpus)) {
    if (bytes >= EXCERPT_BYTES) break;
    const copy = join(folder.path, relative(corpus.logdir, file));
    const head = headOf(file, EXCERPT_BYTES - bytes);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, head);
    files.push(copy);
    bytes += head.length;
  }
  const factor = corpus.bytes / bytes;
  return { logdir: folder.path, files, bytes, factor, remove: () => folder.remove() };
}

function headOf(path: string, most: number): Buffer {
  const head = Buffer.alloc(Math.min(most, statSync(path).size));
  const file = openSync(path, "r");
  readSync(file, head, 0, head.length, 0);
  closeSync(file);
  return head;
}
