// What the person at the terminal did that cannot work, said in one line with what to do instead.

/** Printed without a stack; the process ends with `exitCode`. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
