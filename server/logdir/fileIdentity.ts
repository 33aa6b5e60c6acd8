// What tells a file's contents from those that it had before, or will have.
import { type Bounds, type OpenFile, Unreadable } from "./bounds.ts";

/** Another whenever the file is replaced or written to, as far as the system tells. */
export function identityOf({ inode, size, writtenAt }: OpenFile): string {
  return `${inode} ${size} ${writtenAt}`;
}

/** Opens the file at `path` as it was when it had this identity. Rejects with an Error in words when it is gone or another. */
export async function opened(bounds: Bounds, path: string, identity: string): Promise<OpenFile> {
  const open = await bounds.open(path);
  if (identityOf(open) === identity) return open;
  await open.handle.close();
  throw new Unreadable(`${path} was replaced since it was read`);
}
