// CRC-32C: sixteen bytes a turn by tables, and long messages are thinned first.
import { CRC_TABLES, HEADERS, LATE_MASKS, SCRATCH, THINNED } from "./layout";
import { thinned } from "./thin";

const POLYNOMIAL: u32 = 0x82f63b78;
const SLICES: u32 = 16;
/** Thinning pays from here on. */
const LONG: usize = 384;
const SHORTEST_PADDED: usize = 4;
const TURN: usize = 16;
/** Checksums of lengths below this are kept in a table. */
const SHORT_LENGTHS: u32 = 256;
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
    for (let byte: u32 = 0; byte < 256; byte++) {
      const before = entry(slice - 1, byte);
      const crc = entry(0, before & 0xff) ^ (before >>> 8);
      store<u32>(CRC_TABLES + (slice << 10) + (byte << 2), crc);
    }
  }
  for (let length: u32 = 0; length < SHORT_LENGTHS; length++) {
    store<u64>(SCRATCH, length);
    const crc = ~sliced(~0, SCRATCH, SCRATCH + 8);
    store<u32>(HEADERS + ((<usize>length) << 2), ((crc >>> 15) | (crc << 17)) + MASK_DELTA);
  }
  memory.fill(LATE_MASKS + TURN, 0xff, TURN);
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
  if (length < SHORT_LENGTHS) return load<u32>(at, 8) === load<u32>(HEADERS + ((<usize>length) << 2));
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
  if (length >= LONG) return sliced(0, THINNED, thinned(at, end));
  return length < SHORTEST_PADDED ? sliced(~0, at, end) : padded(at, end);
}

/**
 * Whole turns only: the first one takes the bytes that are left over, with zeros before them, which change nothing
 * in a register of zero. The register of all ones that it should begin with is added to the first four bytes instead,
 * of which some may lie in the next turn.
 */
@inline
function padded(at: usize, end: usize): u32 {
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

/** For the test and the benchmark: CRC-32C of the bytes. */
export function checksum(at: usize, end: usize): u32 {
  return ~crc32c(at, end);
}
