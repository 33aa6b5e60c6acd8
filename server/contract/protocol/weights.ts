// What is held in checkpoints and beside them, over HTTP: weights, networks, and examples to try them on.

/** Weights of one parameter at one checkpointed step. */
export interface TensorPlace {
  run: string;
  generation: number;
  step: number;
  name: string;
}

/** Weights of one parameter at one checkpointed step: little-endian float32. */
export function tensorPath(
  server: string,
  run: string,
  generation: number,
  step: number,
  name: string,
): string {
  return `api/tensors/${server}/${run}/${generation}/${step}/${encodeURIComponent(name)}`;
}

/** The model's JSON as it was logged or saved, where `architecture` is not null. */
export function networkPath(server: string, run: string, generation: number): string {
  return `api/network/${server}/${run}/${generation}`;
}

/**
 * The examples of that id as one frame: an {@link ExamplesFrame} and two columns, the values (u8 or f32, `count` × `shape`
 * in C order) and the labels (i32; empty where there are none).
 */
export function examplesPath(server: string, id: string): string {
  return `api/examples/${server}/${id}`;
}

export interface ExamplesFrame {
  type: "examples";
  count: number;
  /** [height, width, channels] of images, or [values]. */
  shape: number[];
  /** The values times this are what the model was trained on. */
  scale: number;
  /** Names of the classes by their labels; null where the file names none. */
  classes: string[] | null;
  /** Where they are from, in the file's own words, or null. */
  origin: string | null;
}
