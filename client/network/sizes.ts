// How much memory plain data takes, and which of its buffers can be handed over.

/** The buffers of all typed arrays in `data`, each once. */
export function buffersIn(data: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(data, found);
  return [...found];
}

/** Bytes of the typed arrays in `data`; what else is in it counts little. */
export function bytesIn(data: unknown): number {
  return buffersIn(data).reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function collect(data: unknown, found: Set<ArrayBuffer>): void {
  if (typeof data !== "object" || data === null) return;
  if (ArrayBuffer.isView(data)) {
    if (data.buffer instanceof ArrayBuffer) found.add(data.buffer);
  } else if (Array.isArray(data)) {
    // Long lists of numbers hold no buffers.
    if (typeof data[0] === "object") data.forEach((one) => collect(one, found));
  } else {
    Object.values(data).forEach((one) => collect(one, found));
  }
}
