// Tails one event file: whole records are told once, a torn one is waited for, damage is skipped and told of.
import { type Scan, scanRecords } from "#contract/eventlog/tfrecord.ts";
import type { Problem } from "#contract/protocol.ts";
import type { OpenFile } from "../bounds.ts";
import { ABANDONED_MS, SECOND_LOOK_MS, TORN_PATIENCE_MS } from "../paces.ts";
import type { Look, Reader, ReaderOutput } from "../reader.ts";
import { DamageLog } from "./damageLog.ts";
import { EventFile, type EventReading } from "./eventFile.ts";
import { Fingerprint, SAMPLE_BYTES, samplesOf } from "./fingerprint.ts";
import { Patience } from "./patience.ts";
import { readRanges } from "./ranges.ts";
import { recordBytes } from "./recordHeader.ts";
import { scanBytes } from "./scanner/scanBytes.ts";
import type { Malformed } from "./scanner/scanner.ts";
import { wayOn } from "./wayOn.ts";
import { CHUNK_BYTES, MUCH_BYTES, Window } from "./window.ts";

export class EventFileReader implements Reader {
  settled = 0;
  size = 0;
  readonly #reading: EventReading;
  readonly #path: string;
  readonly #output: ReaderOutput;
  #file: EventFile;
  #damage: DamageLog;
  readonly #patience = new Patience();
  /** What lies behind the last record and is none. */
  #tail: Problem | null = null;

  constructor(path: string, reading: EventReading, output: ReaderOutput) {
    this.#path = path;
    this.#reading = reading;
    this.#output = output;
    this.#file = new EventFile(path, reading);
    this.#damage = new DamageLog(path);
  }

  get problems(): Problem[] {
    return this.#tail ? [...this.#damage.problems, this.#tail] : this.#damage.problems;
  }

  rewind(): void {
    this.#file = new EventFile(this.#path, this.#reading);
    this.#damage = new DamageLog(this.#path);
    this.#patience.end();
    this.#tail = null;
    this.settled = 0;
  }

  async look(superseded: boolean): Promise<Look> {
    if (this.settled === 0 && (await this.#takeSmall())) return { kind: "done" };
    const open = await this.#reading.bounds.open(this.#path);
    const window = new Window();
    try {
      this.size = open.size;
      if (!this.#file.isIn(open.handle, open.size)) return { kind: "replaced" };
      this.#patience.begin(open.writtenAt);
      const before = this.settled;
      const beginning = beginningOf(open);
      const look = await this.#readOn(open, window, superseded);
      // Written over while it was read: what was told is of neither the one nor the other.
      if (beginningOf(open) !== beginning) return { kind: "replaced" };
      if (this.settled > before) this.#file.remember(Fingerprint.of(open.handle.fd, this.settled));
      return look;
    } finally {
      window.release();
      await open.handle.close();
    }
  }

  /** Takes the whole file where it is one of many small ones that need no care; false: it is not. */
  async #takeSmall(): Promise<boolean> {
    const file = await this.#reading.smallFiles.read(this.#path);
    if (!file) return false;
    const { size, writtenAt, samples, batches } = file;
    this.#patience.begin(writtenAt);
    this.#patience.end();
    this.#tail = null;
    this.#file.remember(new Fingerprint(size, samples));
    for (const batch of batches) this.#output.events(this.#file, batch);
    this.settled = this.size = size;
    return true;
  }

  async #readOn(open: OpenFile, window: Window, superseded: boolean): Promise<Look> {
    const { handle, size } = open;
    let stoodAt = -1;
    // One byte more than there is shows that the file has ended.
    let wanted = Math.min(CHUNK_BYTES, Math.max(0, size - this.settled) + 1);
    for (;;) {
      if (size - this.settled > MUCH_BYTES && this.settled !== stoodAt) {
        window.drop(window.length);
        await this.#readMuch(open);
        stoodAt = this.settled;
        wanted = CHUNK_BYTES;
      }
      const ended = await window.fill(handle, this.settled, wanted);
      const intact = this.#takeIntact(window.bytes);
      window.drop(intact);
      if (intact > 0 && !ended) {
        wanted = window.length + CHUNK_BYTES;
        continue;
      }
      const givenUp = this.#givenUp(superseded);
      const left = Math.max(size - this.settled, window.length);
      const outruns = (recordBytes(window.bytes, 0) ?? 0) > left;
      let scan = scanRecords(window.bytes, givenUp && (ended || outruns));
      if (scan.consumed === 0 && !ended) {
        const way = wayOn(window.bytes, left, givenUp);
        if (way.kind === "wait") return this.#stop(window, superseded);
        if (way.kind === "read") {
          wanted = way.bytes;
          continue;
        }
        scan = { records: [], damage: [way.damage], consumed: way.damage.end };
      }
      const taken = this.#take(window.bytes, scan);
      window.drop(Math.min(taken, window.length));
      if (taken < scan.consumed) {
        this.#patience.stand(this.settled);
        return { kind: "again", afterMs: SECOND_LOOK_MS };
      }
      if (ended) return this.#stop(window, superseded);
      wanted = window.length + CHUNK_BYTES;
    }
  }

  /** Whether good records are looked for behind a torn one. */
  #givenUp(superseded: boolean): boolean {
    return superseded || this.#patience.stoodMs(this.settled) >= TORN_PATIENCE_MS;
  }

  /** Has worker threads read on, up to the first thing that is no whole, intact record. */
  async #readMuch({ handle, size }: OpenFile): Promise<void> {
    const file = this.#file;
    const { bounds, findings, workers } = this.#reading;
    const kept = findings === null ? null : { folder: findings, file: bounds.absolute(this.#path) };
    const much = { descriptor: handle.fd, from: this.settled, size, kept };
    // What is read ahead of damage is read again: in a damaged file there may be more of it.
    const atOnce = this.#damage.problems.length > 0 ? 1 : workers.most;
    await readRanges(much, workers, atOnce, ({ batch, malformed, settled }) => {
      this.settled = settled;
      this.#leaveOut(malformed);
      if (batch) this.#output.events(file, batch);
    });
  }

  /** Tells of the records that `bytes` begin with; how many bytes they are. */
  #takeIntact(bytes: Uint8Array): number {
    const end = scanBytes(bytes, this.settled, (batch, malformed) => {
      this.#leaveOut(malformed);
      if (batch) this.#output.events(this.#file, batch);
    });
    this.settled += end;
    return end;
  }

  #leaveOut({ places, more, moreBytes }: Malformed): void {
    for (const { offset, bytes, reason } of places)
      this.#damage.add(offset, bytes, `not an event: ${reason}`);
    this.#damage.addMore(more, moreBytes);
  }

  /**
   * Tells what was found, up to the first damage that is news: a network file system may show a record's length
   * before its bytes, so damage is believed when it is still there at the second look.
   */
  #take(bytes: Uint8Array, { damage, consumed }: Scan): number {
    const base = this.settled;
    const doubted = damage.find(
      ({ start }) => this.#patience.stoodMs(base + start) < SECOND_LOOK_MS,
    );
    const end = doubted?.start ?? consumed;
    for (const { start, end: stop, reason } of damage) {
      if (stop > end) break;
      this.#takeIntact(bytes.subarray(this.settled - base, start));
      this.#damage.add(base + start, stop - start, reason);
      this.settled = base + stop;
    }
    this.#takeIntact(bytes.subarray(this.settled - base, end));
    return end;
  }

  /** Reading is over for now; what is left is waited for, and told of when nothing will come. */
  #stop(window: Window, superseded: boolean): Look {
    this.#tail = null;
    if (window.length === 0) {
      this.#patience.end();
      return { kind: "done" };
    }
    this.#patience.stand(this.settled);
    if (!this.#givenUp(superseded)) return { kind: "again", afterMs: TORN_PATIENCE_MS };
    const reason = this.#lastWords(window.bytes, superseded);
    if (reason === null) {
      const afterMs = Math.max(TORN_PATIENCE_MS, ABANDONED_MS - this.#patience.quietMs);
      return { kind: "again", afterMs };
    }
    this.#tail = { file: this.#path, offset: this.settled, reason };
    return { kind: "done" };
  }

  #lastWords(bytes: Uint8Array, superseded: boolean): string | null {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b && this.settled === 0)
      return "it is compressed with gzip; unpack it to have it read";
    const { quietMs } = this.#patience;
    if (bytes.length >= 12 && recordBytes(bytes, 0) === null)
      return "no record begins here; reading goes on when one does";
    if (quietMs >= ABANDONED_MS || (superseded && quietMs >= TORN_PATIENCE_MS))
      return "the last record was cut short; reading goes on when the rest of it comes";
    return null;
  }
}

/** Of the bytes that were there when it was opened: what is appended later does not change it. */
function beginningOf({ handle, size }: OpenFile): string {
  return samplesOf(handle.fd, Math.min(SAMPLE_BYTES, size));
}
