// CRC-32C: sixteen bytes a turn by tables, and 128 bytes a turn by folding with SIMD where there are many.
import { CRC_TABLES, FOLD_TABLES, HEADERS, LATE_MASKS, SCRATCH } from "./layout";

const POLYNOMIAL: u32 = 0x82f63b78;
const SLICES: u32 = 16;
/** Folding pays from here on. */
const FOLD_FROM: usize = 256;
const BLOCK: u32 = 128;
const BLOCK_ROW: u32 = 32;
const TURN: usize = 16;
/** Checksums of lengths below this are known. */
const SHORT: u32 = 256;
const MASK_DELTA: u32 = 0xa282ead8;

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
  for (let length: u32 = 0; length < SHORT; length++) {
    store<u64>(SCRATCH, length);
    const crc = ~sliced(~0, SCRATCH, SCRATCH + 8);
    store<u32>(HEADERS + ((<usize>length) << 2), ((crc >>> 15) | (crc << 17)) + MASK_DELTA);
  }
  memory.fill(LATE_MASKS + TURN, 0xff, TURN);
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
  return ~crc32c(at, end) === unmasked(stored);
}

/** Whether the eight bytes at `at`, a length, have the masked checksum that follows them. */
@inline
export function headerMatches(at: usize): bool {
  const length = load<u64>(at);
  if (length < SHORT) return load<u32>(at, 8) === load<u32>(HEADERS + ((<usize>length) << 2));
  return ~sliced(~0, at, at + 8) === unmasked(at + 8);
}

@inline
function unmasked(stored: usize): u32 {
  const sum: u32 = load<u32>(stored) - MASK_DELTA;
  return (sum << 15) | (sum >>> 17);
}

/** The register after the bytes, not yet inverted. */
@inline
function crc32c(at: usize, end: usize): u32 {
  const length = end - at;
  if (length >= 4 && length < FOLD_FROM) return short(at, end);
  return long(at, end);
}

function long(at: usize, end: usize): u32 {
  if (end - at < FOLD_FROM) return sliced(~0, at, end);
  const rest = at + ((end - at) & ~(BLOCK - 1));
  fold(at, rest);
  return sliced(sliced(0, SCRATCH, SCRATCH + BLOCK), rest, end);
}

/**
 * Whole turns only: the first one takes the bytes that are left over, with zeros before them, which change nothing
 * in a register of zero. The register of all ones that it should begin with is added to the first four bytes instead,
 * of which some may lie in the next turn.
 */
@inline
function short(at: usize, end: usize): u32 {
  const head = ((end - at - 1) & (TURN - 1)) + 1;
  at += head;
  const ones = v128.and(
    v128.load(LATE_MASKS + head),
    v128.not(v128.load(LATE_MASKS + head - 4)),
  );
  const bytes = v128.xor(v128.and(v128.load(at - TURN), v128.load(LATE_MASKS + head)), ones);
  let crc: u32 = head < 4 ? u32.MAX_VALUE >>> (<u32>head << 3) : 0;
  crc ^= turn(
    i32x4.extract_lane(bytes, 0),
    i32x4.extract_lane(bytes, 1),
    i32x4.extract_lane(bytes, 2),
    i32x4.extract_lane(bytes, 3),
  );
  for (; at < end; at += TURN)
    crc = turn(crc ^ load<u32>(at), load<u32>(at, 4), load<u32>(at, 8), load<u32>(at, 12));
  return crc;
}

/** Sixteen bytes, the register added to the first four. */
@inline
function turn(a: u32, b: u32, c: u32, d: u32): u32 {
  return (
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
      entry(0, d >>> 24))
  );
}

function sliced(crc: u32, at: usize, end: usize): u32 {
  for (; end - at >= TURN; at += TURN)
    crc = turn(crc ^ load<u32>(at), load<u32>(at, 4), load<u32>(at, 8), load<u32>(at, 12));
  for (; end - at >= 4; at += 4) {
    const a = crc ^ load<u32>(at);
    crc =
      entry(3, a & 0xff) ^
      entry(2, (a >>> 8) & 0xff) ^
      entry(1, (a >>> 16) & 0xff) ^
      entry(0, a >>> 24);
  }
  for (; at < end; at++) crc = entry(0, (crc ^ load<u8>(at)) & 0xff) ^ (crc >>> 8);
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
