// A pause between batches, in which signals and messages reach a program that is busy computing.
import { setImmediate } from "node:timers/promises";

/** Lets everything that has come in meanwhile be handled first. */
export async function breath(): Promise<void> {
  await setImmediate();
}
