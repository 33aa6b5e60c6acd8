// Ids of files of examples by what they hold, so that models trained apart on the same data are tried on the same examples.
import { createHash } from "node:crypto";
import type { OpenFile } from "../bounds.ts";
import { bytesAt, readingOf } from "../checkpoints/fileBytes.ts";
import { identityOf } from "../fileIdentity.ts";

/** A larger file is known by its place and time: reading all of it for an id would keep others waiting. */
const MOST_READ_BYTES = 16_777_216;
const ID_DIGITS = 16;

/** Every run below a file asks for the same id. */
export class ContentIds {
  readonly #known = new Map<string, { identity: string; id: Promise<string> }>();

  /** `path` is the file's, absolute. */
  of(path: string, open: OpenFile): Promise<string> {
    const identity = identityOf(open);
    const known = this.#known.get(path);
    if (known?.identity === identity) return known.id;
    const id = idOf(`${path}\n${identity}`, open);
    this.#known.set(path, { identity, id });
    // A read that failed is tried again with the next look.
    id.catch(() => this.#known.delete(path));
    return id;
  }
}

async function idOf(place: string, { handle, size }: OpenFile): Promise<string> {
  const content = size > MOST_READ_BYTES ? place : await bytesAt(readingOf(handle), 0, size);
  return createHash("sha256").update(content).digest("hex").slice(0, ID_DIGITS);
}
