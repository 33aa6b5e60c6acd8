// What the fast scanner and the plain decoder say of the same bytes, so that the two can be compared.
import { expect } from "vitest";
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { scanRecords } from "#contract/eventlog/tfrecord.ts";
import { batchesOf } from "../../../support/plainBatches.ts";
import {
  type Malformed,
  Scanner,
  STOP,
} from "../../../../server/logdir/tfevents/scanner/scanner.ts";

/** What is said from one session's start to the next, however many batches it takes. */
export interface Session {
  start: number | null;
  records: number;
  values: Map<string, unknown[][]>;
  metadata: { name: string; told: string; place: number }[];
  rejected: unknown[];
}

export function sessionsOf(batches: readonly EventBatch[]): Session[] {
  const sessions: Session[] = [];
  for (const batch of batches) {
    if (batch.records + batch.kinds.length === 0) continue;
    if (sessions.length === 0 || batch.sessionStart !== null) {
      sessions.push({
        start: batch.sessionStart,
        records: 0,
        values: new Map(),
        metadata: [],
        rejected: [],
      });
    }
    const session = sessions.at(-1)!;
    session.records += batch.records;
    session.rejected.push(...batch.rejected);
    if (batch.moreRejected > 0) session.rejected.push(batch.moreRejected);
    const rowOf = (i: number): unknown[] => [
      batch.starts[i],
      batch.lengths[i],
      batch.kinds[i],
      batch.numbers[i],
      batch.wallTimes[i],
      batch.steps[i],
      batch.exactSteps?.[i] ?? BigInt(batch.steps[i]!),
      [...(batch.contents.get(i) ?? [])],
    ];
    batch.tags.forEach((tag, t) => {
      const rows = session.values.get(tag) ?? [];
      session.values.set(tag, rows);
      for (let i = t === 0 ? 0 : batch.ends[t - 1]!; i < batch.ends[t]!; i++) rows.push(rowOf(i));
    });
    const before = new Map<string, string>();
    for (const { tag, value, ...said } of batch.metadata) {
      const name = batch.tags[tag]!;
      const { plugin, displayName, description, pluginContent } = said;
      const told = JSON.stringify([plugin, displayName, description, [...(pluginContent ?? [])]]);
      if (before.get(name) !== told)
        session.metadata.push({ name, told, place: batch.starts[value]! });
      before.set(name, told);
    }
  }
  // Names that are not UTF-8 can become the same.
  for (const { values, metadata } of sessions) {
    metadata.sort((a, b) => a.place - b.place);
    for (const rows of values.values()) rows.sort((a, b) => (a[0] as number) - (b[0] as number));
  }
  return sessions;
}

/** What the plain decoder says. */
export function plainly(bytes: Uint8Array): { sessions: Session[]; malformed: unknown[] } {
  const malformed: unknown[] = [];
  const batches = batchesOf(bytes, scanRecords(bytes).records, 0, ({ start, end }) =>
    malformed.push({ offset: start, bytes: end - start }),
  );
  return { sessions: sessionsOf(batches), malformed };
}

const scanner = new Scanner();

/** What the scanner says. Of several things that are wrong with a record, each may meet another one first: the reason is left out. */
export function scanned(bytes: Uint8Array): { sessions: Session[]; malformed: unknown[] } {
  scanner.begin();
  scanner.window(bytes.length).set(bytes);
  const batches: EventBatch[] = [];
  const malformed: Malformed["places"] = [];
  for (let at = 0; ;) {
    const found = scanner.scan(at, bytes.length, 0);
    if (found.batch) batches.push(found.batch);
    malformed.push(...found.malformed.places);
    at = found.end;
    if (found.stop === STOP.batchIsFull || found.stop === STOP.sessionStarts) continue;
    expect(found.stop).toBe(STOP.needsMore);
    expect(at).toBe(bytes.length);
    const places = malformed.map(({ offset, bytes: length }) => ({ offset, bytes: length }));
    return { sessions: sessionsOf(batches), malformed: places };
  }
}
