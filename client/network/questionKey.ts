// The name of a question: equal questions have equal names, also when they hold thousands of values.
import type { MethodName } from "./methods/index.ts";

/** Given values never change: the same array is the same input. */
const numbers = new WeakMap<ArrayBufferLike, number>();
let last = 0;

/** Params never change either, and their text is asked for at every step of the slider. */
const texts = new WeakMap<object, string>();

export function keyOf(method: MethodName, params: object): string {
  let text = texts.get(params);
  if (text === undefined) {
    text = JSON.stringify(params, (_, value: unknown) => {
      if (!ArrayBuffer.isView(value)) return value;
      return `array ${numberOf(value.buffer)} ${value.byteOffset} ${value.byteLength}`;
    });
    texts.set(params, text);
  }
  return `${method} ${text}`;
}

function numberOf(buffer: ArrayBufferLike): number {
  const known = numbers.get(buffer) ?? ++last;
  numbers.set(buffer, known);
  return known;
}
