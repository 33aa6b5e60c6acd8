// A piece of a scan as bytes: its columns as they lie in their block, and before them all the rest.
import { deserialize, serialize } from "node:v8";
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { bytesOf, columnsIn, type Layout } from "../scanner/columns.ts";
import type { ScannedPiece } from "../scanner/scanFile.ts";

type Words = Pick<
  EventBatch,
  "tags" | "metadata" | "rejected" | "moreRejected" | "contents" | "sessionStart" | "records"
>;

interface Head extends Omit<ScannedPiece, "batch"> {
  /** Null: no record was found. */
  batch: (Words & { layout: Layout }) | null;
}

/** Holds the piece's columns themselves: valid as long as they are. */
export function packedPiece({ batch, ...rest }: ScannedPiece) {
  if (batch === null) {
    const head: Head = { ...rest, batch };
    return { head: serialize(head), columns: new Uint8Array(0) };
  }
  const { tags, metadata, rejected, moreRejected, contents, sessionStart, records } = batch;
  const layout = {
    rows: batch.steps.length,
    tagCount: tags.length,
    exact: batch.exactSteps !== null,
  };
  const words = { tags, metadata, rejected, moreRejected, contents, sessionStart, records };
  const head: Head = { ...rest, batch: { ...words, layout } };
  // The first column begins with the block.
  const columns = new Uint8Array(batch.steps.buffer, batch.steps.byteOffset, bytesOf(layout));
  return { head: serialize(head), columns };
}

/** The piece whose columns the block begins with. */
export function unpackedPiece(head: Uint8Array, block: ArrayBuffer): ScannedPiece {
  const { batch, ...rest } = deserialize(head) as Head;
  if (batch === null) return { ...rest, batch };
  const { layout, ...words } = batch;
  return { ...rest, batch: { ...words, ...columnsIn(block, layout) } };
}
