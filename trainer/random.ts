// Chance by key: the same key gives the same numbers on every machine, so that a resumed epoch draws what it would have drawn.

/** Gives the next number in [0, 1), with 32 random bits. */
export type Random = () => number;

/** A generator (sfc32) whose whole sequence follows from its key, for example `(seed, "draw", epoch)`. */
export function randomFor(...key: readonly (string | number)[]): Random {
  let [a, b, c, counter] = [hash(key, 1), hash(key, 2), hash(key, 3), 1];
  const next = (): number => {
    const mixed = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + mixed;
    return (mixed >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < WARM_UP; i++) next();
  return next;
}

/** A positive 31-bit integer that follows from its key, for initialisers that want a seed of their own. */
export function seedFor(...key: readonly (string | number)[]): number {
  return (hash(key, 0) >>> 1) + 1;
}

/** Rounds after which sfc32 has mixed its seed into all of its state. */
const WARM_UP = 12;

/** MurmurHash3's mixing over the key's characters. */
function hash(key: readonly (string | number)[], variant: number): number {
  let state = Math.imul(variant + 1, 0x9e3779b1);
  for (const character of JSON.stringify(key)) {
    const mixed = Math.imul(character.codePointAt(0)!, 0xcc9e2d51);
    state ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    state = (Math.imul((state << 13) | (state >>> 19), 5) + 0xe6546b64) | 0;
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}
