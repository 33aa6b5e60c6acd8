// One answer to be fetched, what becomes of it when it arrives, and why it could not be had.
import { type Column, unpackFrame } from "#contract/frames.ts";
import type { MeasuresFrame } from "#contract/protocol.ts";
import type { Question, QuestionOf } from "./questions.ts";

export interface MeasureDemand {
  path(server: string): string;
  arrived(bytes: ArrayBuffer): void;
  failed(reason: string): void;
}

/** What is held of the answers to one kind of question. */
export interface Held<Kind extends Question["kind"]> {
  /** What is still to be fetched for the question; null when all is here. */
  demand(question: QuestionOf<Kind>): MeasureDemand | null;
  clear(): void;
}

export interface Frame {
  meta: MeasuresFrame;
  columns: Column[];
}

/** What the server answers to one question. Keeps why one could not be had until it can. */
export class Answers {
  /** In words, by the path without the server's name. */
  readonly #troubles = new Map<string, string>();
  readonly #tell: () => void;

  /** `tell` is called with everything that arrives or fails. */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Why that one could not be had; null when it could, or was not asked for. */
  troubleOf(path: string): string | null {
    return this.#troubles.get(path) ?? null;
  }

  get firstTrouble(): string | null {
    return this.#troubles.values().next().value ?? null;
  }

  /** Asks for a frame; `missing` takes the place of telling why it cannot be had. */
  frame(
    path: (server: string) => string,
    take: (frame: Frame) => void,
    missing?: () => void,
  ): MeasureDemand {
    return this.bytes(path, (bytes) => take(unpackFrame(bytes) as Frame), missing);
  }

  /** The same for what is no frame. */
  bytes(
    path: (server: string) => string,
    take: (bytes: ArrayBuffer) => void,
    missing?: () => void,
  ): MeasureDemand {
    return {
      path,
      arrived: (bytes) => {
        take(bytes);
        this.#troubles.delete(path(""));
        this.#tell();
      },
      failed: (reason) => {
        if (missing) missing();
        else this.#troubles.set(path(""), reason);
        this.#tell();
      },
    };
  }

  clear(): void {
    this.#troubles.clear();
  }
}
