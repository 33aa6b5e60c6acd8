// Memory for numbers: new every time, or the same again for who is done with those before.

/** So many numbers, all of them 0. */
export type Room = (length: number) => Float64Array;

export const ownRoom: Room = (length) => new Float64Array(length);

const FIRST_LENGTH = 1025;

/** Each time the same memory: a course of thousands would spend a third of its time on getting and giving back. */
export function reusedRoom(): Room {
  let all = new Float64Array(FIRST_LENGTH);
  return (length) => {
    if (length > all.length) all = new Float64Array(2 * length);
    return all.subarray(0, length).fill(0);
  };
}
