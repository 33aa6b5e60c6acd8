// Which units of a layer are dead; the page knows it without what networks are run with.

/** A unit is dead where it is above zero on no image: behind a rectifier it then says nothing, and learns nothing. */
export function deadUnits({ peak }: { peak: Float32Array }): number[] {
  return Array.from(peak.keys()).filter((unit) => peak[unit]! <= 0);
}
