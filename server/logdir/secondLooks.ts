// A hint may come before what it tells of can be seen, and the last of several may not come at all: look again.
import { SECOND_LOOK_MS } from "./paces.ts";

export class SecondLooks {
  readonly #look: (directory: string) => void;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(look: (directory: string) => void) {
    this.#look = look;
  }

  /** A hint about the directory came: it is looked at when none has come for {@link SECOND_LOOK_MS}. */
  hinted(directory: string): void {
    const waiting = this.#waiting.get(directory);
    if (waiting) {
      waiting.refresh();
      return;
    }
    const look = (): void => {
      this.#waiting.delete(directory);
      this.#look(directory);
    };
    this.#waiting.set(directory, setTimeout(look, SECOND_LOOK_MS));
  }

  close(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }
}
