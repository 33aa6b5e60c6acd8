// Values that are neither numbers nor histograms (text, images, audio, tensors) over the steps: each a place in a file.
import { LoggedSeries } from "./loggedSeries.ts";
import { type KnownTimes, LocatedPoints } from "./points.ts";
import type { LoggedBytes } from "./distributions.ts";
import { bytesAt } from "./located.ts";
import { checkRange, type SeriesOwner } from "./series.ts";

export class BlobSeries extends LoggedSeries<LocatedPoints> {
  readonly kind = "blobs";
  /** Who draws it: text, images … */
  readonly plugin: string;

  constructor(owner: SeriesOwner, number: number, tag: string, known: KnownTimes, plugin: string) {
    super(owner, number, tag, known, LocatedPoints);
    this.plugin = plugin;
  }

  /** The message that was logged at one point. Rejects with a RangeError when there is no such point. */
  async logged(index: number): Promise<LoggedBytes> {
    checkRange(this, index, index + 1, false);
    const [step, wallTime] = [this.points.steps.at(index)!, this.points.wallTimes.at(index)!];
    const place = this.points.place(index);
    const [bytes] = await bytesAt([place]);
    return { step, wallTime, kind: place.kind, bytes: bytes! };
  }

  protected forget(): void {}
}
