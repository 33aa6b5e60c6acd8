// What a value says of its tag (SummaryMetadata): whether it is well formed, and whether it names the Keras plugin.
import { same } from "./tags";
import { BYTES, bytes, key, skip, start, value } from "./wire";

/** "graph_keras_model" */
const KERAS_PLUGIN: usize = memory.data<u8>([
  103, 114, 97, 112, 104, 95, 107, 101, 114, 97, 115, 95, 109, 111, 100, 101, 108,
]);
const KERAS_PLUGIN_BYTES: u32 = 17;

/** Of the metadata that were walked last. */
export let namesKeras: bool = false;

/** Walks the metadata in [at, end); false: malformed. Those of one value add up. */
export function walkMetadata(at: usize, end: usize): bool {
  while (at < end) {
    at = key(at, end);
    if (at === 0) return false;
    const field = <u32>value;
    at = skip(at, end, field & 7);
    if (at === 0) return false;
    if (field === ((1 << 3) | BYTES) && !walkPlugin(start, at)) return false;
  }
  return true;
}

export function forgetMetadata(): void {
  namesKeras = false;
}

function walkPlugin(at: usize, end: usize): bool {
  while (at < end) {
    at = key(at, end);
    if (at === 0) return false;
    const field = <u32>value;
    at = skip(at, end, field & 7);
    if (at === 0) return false;
    if (field === ((1 << 3) | BYTES))
      namesKeras =
        <u32>(at - start) === KERAS_PLUGIN_BYTES && same(start, KERAS_PLUGIN, KERAS_PLUGIN_BYTES);
  }
  return true;
}
