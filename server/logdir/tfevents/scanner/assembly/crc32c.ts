// CRC-32C: sixteen bytes a turn by tables, and 128 bytes a turn by folding with SIMD where there are many.
import { CRC_TABLES, FOLD_TABLES, SCRATCH } from "./layout";

const POLYNOMIAL: u32 = 0x82f63b78;
const SLICES: u32 = 16;
/** Folding pays from here on. */
const FOLD_FROM: usize = 256;
const BLOCK: u32 = 128;
const BLOCK_ROW: u32 = 32;

@inline
function entry(slice: usize, byte: u32): u32 {
  return load<u32>(CRC_TABLES + (slice << 10) + ((<usize>byte) << 2));
}

/** To be called once, before anything else. */
export function makeTables(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    store<u32>(CRC_TABLES + (byte << 2), crc);
  }
  for (let slice: u32 = 1; slice < SLICES; slice++) {
    for (let byte: u32 = 0; byte < 256; byte++)
      store<u32>(CRC_TABLES + (slice << 10) + (byte << 2), afterZeros(entry(slice - 1, byte), 1));
  }
  makeFoldTables();
}

/** The register after `count` more bytes of zero. */
function afterZeros(crc: u32, count: u32): u32 {
  for (let i: u32 = 0; i < count; i++) crc = entry(0, crc & 0xff) ^ (crc >>> 8);
  return crc;
}

/**
 * A block of 128 bytes is four rows of 32. Times x^1024 it is congruent to another block, to which the next 128 bytes
 * of the message are added; in it the four bytes of a column depend on nothing but the four of the same column, and in
 * the same way in every column, since columns differ by a power of x alone. That map is linear, so it is eight
 * look-ups of half bytes for each of the four: 32 tables of 16 bytes. Found by solving for the 32 bits of a column,
 * which are independent in rows of 32 bytes (in rows of 16 they are not).
 */
function makeFoldTables(): void {
  // Row `bit` of the scratch: what that bit of a column means, as a remainder; the bit itself, to be carried along.
  for (let bit: u32 = 0; bit < 32; bit++) {
    store<u32>(SCRATCH + (bit << 3), meaning(bit, 0));
    store<u32>(SCRATCH + (bit << 3), 1 << bit, 4);
  }
  for (let pivot: u32 = 0; pivot < 32; pivot++) {
    let row = pivot;
    while (!((load<u32>(SCRATCH + (row << 3)) >>> pivot) & 1)) row++;
    const found = load<u64>(SCRATCH + (row << 3));
    store<u64>(SCRATCH + (row << 3), load<u64>(SCRATCH + (pivot << 3)));
    store<u64>(SCRATCH + (pivot << 3), found);
    for (let other: u32 = 0; other < 32; other++) {
      const at = SCRATCH + (other << 3);
      if (other !== pivot && (load<u32>(at) >>> pivot) & 1) store<u64>(at, load<u64>(at) ^ found);
    }
  }
  for (let half: u32 = 0; half < 8; half++) {
    for (let value: u32 = 0; value < 16; value++) {
      let column: u32 = 0;
      for (let bit: u32 = 0; bit < 4; bit++)
        if ((value >>> bit) & 1) column ^= columnOf(meaning((half << 2) + bit, BLOCK));
      for (let row: u32 = 0; row < 4; row++)
        store<u8>(FOLD_TABLES + (row << 7) + (half << 4) + value, column >>> (row << 3));
    }
  }
}

/** The remainder of one bit of a column, `zeros` bytes before the end of its block. */
function meaning(bit: u32, zeros: u32): u32 {
  return afterZeros(entry(0, 1 << (bit & 7)), BLOCK_ROW * (3 - (bit >>> 3)) + zeros);
}

/** The column that means `remainder`, by the solved scratch. */
function columnOf(remainder: u32): u32 {
  let column: u32 = 0;
  for (let bit: u32 = 0; bit < 32; bit++)
    if ((remainder >>> bit) & 1) column ^= load<u32>(SCRATCH + (bit << 3), 4);
  return column;
}

/** Whether the bytes have the checksum that lies, masked, at `stored`. */
@inline
export function matches(at: usize, end: usize, stored: usize): bool {
  const sum: u32 = load<u32>(stored) - 0xa282ead8;
  return ~crc32c(at, end) === ((sum << 15) | (sum >>> 17));
}

/** Whether the eight bytes at `at` have the masked checksum that follows them. */
@inline
export function headerMatches(at: usize): bool {
  const low = ~load<u32>(at);
  const high = load<u32>(at, 4);
  const crc =
    entry(7, low & 0xff) ^
    entry(6, (low >>> 8) & 0xff) ^
    entry(5, (low >>> 16) & 0xff) ^
    entry(4, low >>> 24) ^
    entry(3, high & 0xff) ^
    entry(2, (high >>> 8) & 0xff) ^
    entry(1, (high >>> 16) & 0xff) ^
    entry(0, high >>> 24);
  const sum: u32 = load<u32>(at, 8) - 0xa282ead8;
  return ~crc === ((sum << 15) | (sum >>> 17));
}

/** The register after the bytes, not yet inverted. */
function crc32c(at: usize, end: usize): u32 {
  if (end - at < FOLD_FROM) return sliced(~0, at, end);
  const rest = at + ((end - at) & ~(BLOCK - 1));
  fold(at, rest);
  return sliced(sliced(0, SCRATCH, SCRATCH + BLOCK), rest, end);
}

function sliced(crc: u32, at: usize, end: usize): u32 {
  while (end - at >= 16) {
    const a = crc ^ load<u32>(at);
    const b = load<u32>(at, 4);
    const c = load<u32>(at, 8);
    const d = load<u32>(at, 12);
    at += 16;
    crc =
      entry(15, a & 0xff) ^
      entry(14, (a >>> 8) & 0xff) ^
      entry(13, (a >>> 16) & 0xff) ^
      entry(12, a >>> 24) ^
      (entry(11, b & 0xff) ^
        entry(10, (b >>> 8) & 0xff) ^
        entry(9, (b >>> 16) & 0xff) ^
        entry(8, b >>> 24)) ^
      (entry(7, c & 0xff) ^
        entry(6, (c >>> 8) & 0xff) ^
        entry(5, (c >>> 16) & 0xff) ^
        entry(4, c >>> 24)) ^
      (entry(3, d & 0xff) ^
        entry(2, (d >>> 8) & 0xff) ^
        entry(1, (d >>> 16) & 0xff) ^
        entry(0, d >>> 24));
  }
  while (end - at >= 4) {
    const a = crc ^ load<u32>(at);
    at += 4;
    crc =
      entry(3, a & 0xff) ^
      entry(2, (a >>> 8) & 0xff) ^
      entry(1, (a >>> 16) & 0xff) ^
      entry(0, a >>> 24);
  }
  while (at < end) {
    crc = entry(0, (crc ^ load<u8>(at)) & 0xff) ^ (crc >>> 8);
    at++;
  }
  return crc;
}

/** Folds whole blocks, from a register of all ones, into the one in the scratch that has the same remainder. */
function fold(at: usize, end: usize): void {
  let left0 = v128.xor(v128.load(at), i32x4(-1, 0, 0, 0));
  let right0 = v128.load(at, 16);
  let left1 = v128.load(at, 32);
  let right1 = v128.load(at, 48);
  let left2 = v128.load(at, 64);
  let right2 = v128.load(at, 80);
  let left3 = v128.load(at, 96);
  let right3 = v128.load(at, 112);
  for (at += BLOCK; at < end; at += BLOCK) {
    const halves = i8x16.splat(0x0f);
    let a = v128.and(left0, halves);
    let b = i8x16.shr_u(left0, 4);
    let c = v128.and(left1, halves);
    let d = i8x16.shr_u(left1, 4);
    let e = v128.and(left2, halves);
    let f = i8x16.shr_u(left2, 4);
    let g = v128.and(left3, halves);
    let h = i8x16.shr_u(left3, 4);
    left0 = v128.xor(v128.load(at), folded(0, a, b, c, d, e, f, g, h));
    left1 = v128.xor(v128.load(at, 32), folded(128, a, b, c, d, e, f, g, h));
    left2 = v128.xor(v128.load(at, 64), folded(256, a, b, c, d, e, f, g, h));
    left3 = v128.xor(v128.load(at, 96), folded(384, a, b, c, d, e, f, g, h));
    a = v128.and(right0, halves);
    b = i8x16.shr_u(right0, 4);
    c = v128.and(right1, halves);
    d = i8x16.shr_u(right1, 4);
    e = v128.and(right2, halves);
    f = i8x16.shr_u(right2, 4);
    g = v128.and(right3, halves);
    h = i8x16.shr_u(right3, 4);
    right0 = v128.xor(v128.load(at, 16), folded(0, a, b, c, d, e, f, g, h));
    right1 = v128.xor(v128.load(at, 48), folded(128, a, b, c, d, e, f, g, h));
    right2 = v128.xor(v128.load(at, 80), folded(256, a, b, c, d, e, f, g, h));
    right3 = v128.xor(v128.load(at, 112), folded(384, a, b, c, d, e, f, g, h));
  }
  v128.store(SCRATCH, left0);
  v128.store(SCRATCH, right0, 16);
  v128.store(SCRATCH, left1, 32);
  v128.store(SCRATCH, right1, 48);
  v128.store(SCRATCH, left2, 64);
  v128.store(SCRATCH, right2, 80);
  v128.store(SCRATCH, left3, 96);
  v128.store(SCRATCH, right3, 112);
}

@inline
function folded(
  row: usize,
  a: v128,
  b: v128,
  c: v128,
  d: v128,
  e: v128,
  f: v128,
  g: v128,
  h: v128,
): v128 {
  const tables = FOLD_TABLES + row;
  return v128.xor(
    v128.xor(
      v128.xor(i8x16.swizzle(v128.load(tables), a), i8x16.swizzle(v128.load(tables + 16), b)),
      v128.xor(i8x16.swizzle(v128.load(tables + 32), c), i8x16.swizzle(v128.load(tables + 48), d)),
    ),
    v128.xor(
      v128.xor(i8x16.swizzle(v128.load(tables + 64), e), i8x16.swizzle(v128.load(tables + 80), f)),
      v128.xor(i8x16.swizzle(v128.load(tables + 96), g), i8x16.swizzle(v128.load(tables + 112), h)),
    ),
  );
}

/** For the test and the benchmark: CRC-32C of the bytes. */
export function checksum(at: usize, end: usize): u32 {
  return ~crc32c(at, end);
}
