// The name of a question: equal questions have equal names, also when they hold thousands of values.
import type { MethodName } from "./methods/index.ts";

/** Given values never change: the same array is the same input. */
const numbers = new WeakMap<ArrayBufferLike, number>();
let last = 0;

export function keyOf(method: MethodName, params: unknown): string {
  return `${method} ${JSON.stringify(params, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    return `array ${numberOf(value.buffer)} ${value.byteOffset} ${value.byteLength}`;
  })}`;
}

function numberOf(buffer: ArrayBufferLike): number {
  const known = numbers.get(buffer) ?? ++last;
  numbers.set(buffer, known);
  return known;
}
