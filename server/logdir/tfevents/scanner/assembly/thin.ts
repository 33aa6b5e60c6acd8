// Long messages become short ones of the same remainder: bytes are moved on to later ones, nothing is multiplied.
import { HISTORY, THINNED } from "./layout";

// x^209 + x^144 + x^54 + x^39 + x^14 + 1 is a multiple of CRC-32C's polynomial, found by search: none of so few terms
// is shorter. Squared three times it has the same terms in x^8: a byte may be taken away where it stands if it is added
// to the bytes that come so many later. Squared four times more, the same is true of blocks of sixteen bytes.
const A: usize = 65;
const B: usize = 155;
const C: usize = 170;
const D: usize = 195;
const E: usize = 209;

const BYTE: usize = 1;
const BLOCK: usize = 16;
/** Blocks leave more, and move on faster since none lies across two. */
const BLOCKS_FROM: usize = 16_384;
/** Bytes that are moved at once; fewer than the nearest ones are away to which they are added. */
const LANES: usize = 16;
/** After so many, what was moved last is put in front again, so that all of it stays near the processor. */
const PART: usize = 8192;

/** Leaves at THINNED what has the remainder of [at, end) from a register of all ones; returns where it ends. */
export function thinned(at: usize, end: usize): usize {
  if (end - at < BLOCKS_FROM) return thin(at, end, BYTE, u32.MAX_VALUE);
  return thin(THINNED, thin(at, end, BLOCK, u32.MAX_VALUE), BYTE, 0);
}

/** Of at least 209 units; less than 16 bytes more than those are left. `register` is added to the first four bytes. */
@inline
function thin(at: usize, end: usize, unit: usize, register: u32): usize {
  const remembered = (E * unit + LANES - 1) & ~(LANES - 1);
  const begin = HISTORY + remembered;
  memory.fill(HISTORY, 0, remembered);
  // Nothing else is that far behind anything.
  store<u32>(begin - E * unit, register);
  let left = (end - at - E * unit) & ~(LANES - 1);
  while (left > 0) {
    const part = min(left, PART);
    const stop = begin + part;
    left -= part;
    for (let to = begin; to < stop; to += LANES, at += LANES)
      v128.store(to, v128.xor(v128.load(at), cameTo(to, unit)));
    memory.copy(HISTORY, stop - remembered, remembered);
  }
  const rest = end - at;
  memory.fill(begin, 0, rest);
  for (let i: usize = 0; i < rest; i += LANES)
    v128.store(THINNED + i, v128.xor(v128.load(at + i), cameTo(begin + i, unit)));
  return THINNED + rest;
}

/** What is added to the bytes at `to`. */
@inline
function cameTo(to: usize, unit: usize): v128 {
  return v128.xor(
    v128.xor(v128.load(to - A * unit), v128.load(to - B * unit)),
    v128.xor(
      v128.xor(v128.load(to - C * unit), v128.load(to - D * unit)),
      v128.load(to - E * unit),
    ),
  );
}
