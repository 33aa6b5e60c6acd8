// The images a network is tried on, as the server hands them out, with the classes they belong to.

export interface Examples {
  count: number;
  /** So many more are in the file, for which a page has no room. */
  left: number;
  /** [height, width, channels], or [values] of what is no image. */
  shape: readonly number[];
  /** `count` × shape, in the scale that the network was trained on. */
  values: Float32Array;
  /** `count` classes; null where none are known. */
  labels: Int32Array | null;
  /** What each is in place of a class, where that is an amount. */
  amounts?: Float32Array;
  /** Names of the classes; null where they have none but their numbers. */
  classes: readonly string[] | null;
}
