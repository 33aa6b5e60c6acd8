// Where the points of a series lie in their files: 17 bytes a point, whatever their size.
import { Column } from "./column.ts";
import type { ByteRange, SourceFile } from "./source.ts";

/** How a histogram was logged: as a HistogramProto, or as a tensor of rows. */
const FORMS = ["proto", "tensor"] as const;
export type HistogramForm = (typeof FORMS)[number];

/** One logged histogram. */
export interface Place {
  file: SourceFile;
  range: ByteRange;
  form: HistogramForm;
}

export class Places {
  readonly #starts = new Column(Float64Array);
  readonly #lengths = new Column(Uint32Array);
  readonly #forms = new Column(Uint8Array);
  readonly #fileNumbers = new Column(Uint32Array);
  readonly #files: SourceFile[] = [];

  at(index: number): Place {
    const start = this.#starts.at(index)!;
    return {
      file: this.#files[this.#fileNumbers.at(index)!]!,
      range: { start, end: start + this.#lengths.at(index)! },
      form: FORMS[this.#forms.at(index)!]!,
    };
  }

  push({ file, range, form }: Place): void {
    this.#starts.push(range.start);
    this.#lengths.push(range.end - range.start);
    this.#forms.push(FORMS.indexOf(form));
    if (this.#files.at(-1) !== file) this.#files.push(file);
    this.#fileNumbers.push(this.#files.length - 1);
  }

  cut(length: number): void {
    for (const column of [this.#starts, this.#lengths, this.#forms, this.#fileNumbers])
      column.cut(length);
  }
}
