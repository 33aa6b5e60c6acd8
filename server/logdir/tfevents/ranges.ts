// Reads much of an event file in ranges, several worker threads at a time, and tells of them in the order of the file.
import type { WorkerPool } from "../workers/pool.ts";
import type { KeptScanInput } from "./kept/keptScan.ts";
import type { ScannedPiece } from "./scanner/scanFile.ts";

/** Ranges end at multiples of it, so that the next start has the same ones. */
const RANGE_BYTES = 134_217_728;

/** What is to be read: from `from` on, where a record begins, to `size`. */
export type Much = Pick<KeptScanInput, "descriptor" | "from" | "size" | "kept">;

/** What came of some ranges: they were read to where reading has to end, or one was begun at a wrong place. */
class Ended extends Error {}
class Disjoint extends Error {}

/**
 * Calls `take` with what was found, in order, up to the first thing that is no whole, intact record. `atOnce` ranges are
 * read at the same time. Where one is begun before that in front of it has been read, what looks like the beginning of a
 * record is taken for one; where that is wrong, for the one in front does not end there, the rest is read one by one.
 */
export async function readRanges(
  much: Much,
  workers: WorkerPool,
  atOnce: number,
  take: (piece: ScannedPiece) => void,
): Promise<void> {
  const first = new Ranges(much, workers, take);
  if (await first.read(atOnce)) return;
  await new Ranges({ ...much, from: first.settled }, workers, take).read(1);
}

class Ranges {
  /** Behind the last record that was told. */
  settled: number;
  readonly #much: Much;
  readonly #workers: WorkerPool;
  readonly #take: (piece: ScannedPiece) => void;
  /** Why nothing more is told. */
  #end: Error | null = null;

  constructor(much: Much, workers: WorkerPool, take: (piece: ScannedPiece) => void) {
    this.settled = much.from;
    this.#much = much;
    this.#workers = workers;
    this.#take = take;
  }

  /** False: a range was begun at a wrong place. */
  async read(atOnce: number): Promise<boolean> {
    const { size } = this.#much;
    const reading: Promise<void>[] = [];
    let before = Promise.resolve();
    for (let from = this.settled; from < size && this.#end === null;) {
      const to = Math.min(size, (Math.floor(from / RANGE_BYTES) + 1) * RANGE_BYTES);
      before = this.#range(from, to, before);
      if (reading.push(before) >= atOnce) await reading.shift();
      from = atOnce > 1 ? to : Math.max(to, this.settled);
    }
    await Promise.all(reading);
    if (this.#end === null || this.#end instanceof Ended) return true;
    if (this.#end instanceof Disjoint) return false;
    throw this.#end;
  }

  /** Never rejects; resolves when the range has been read and told of, `before` it all those in front of it. */
  async #range(from: number, to: number, before: Promise<void>): Promise<void> {
    const { descriptor, size, kept } = this.#much;
    let joined = from === this.settled;
    const input = { descriptor, from, to, size, isGuess: !joined, kept };
    const inTurn = async (piece: ScannedPiece): Promise<void> => {
      await before;
      if (this.#end) throw this.#end;
      if (piece.from !== this.settled) throw new Disjoint();
      joined = true;
      this.#take(piece);
      this.settled = piece.settled;
    };
    // What lies nearer to the start of the file is begun first, so that no range holds a thread that it waits for.
    const read = this.#workers.run("scanEvents", input, inTurn, size - from);
    const failure = await read.then(
      () => null,
      (error: Error) => error,
    );
    await before;
    if (this.settled >= to && failure === null) return;
    this.#end ??= failure ?? (joined ? new Ended() : new Disjoint());
  }
}
