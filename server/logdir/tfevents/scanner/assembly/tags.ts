// The tags of a file: each name once, and the metadata that was told last of it.
import {
  ARENA,
  ARENA_BYTES,
  MOST_TAGS,
  SLOT_COUNT,
  SLOTS,
  TAG_BYTES,
  TAGS,
  TOUCHED,
} from "./layout";

/** Longer names and metadata are not kept beyond their window. */
const LONGEST_KEPT: usize = 4096;
/** Of a tag of which no metadata have been told. */
const NOTHING_TOLD: u32 = u32.MAX_VALUE;

/** How many are known; their ids are below it. */
export let tagCount: u32 = 0;
/** Another number after every forgetting: ids stand for other names. */
export let table: u32 = 0;
/** How many have values in the batch. */
export let touched: u32 = 0;

let arenaEnd: usize = ARENA;
/** Something in the table lies in the window: the table ends with the batch. */
let passing: bool = false;
let last: u32 = 0;

// A tag: name, length, hash, its slot, values in the batch, the tag that came after it, metadata and their length.
@inline
function at(tag: u32): usize {
  return TAGS + <usize>tag * TAG_BYTES;
}
@inline
export function nameOf(tag: u32): usize {
  return load<u32>(at(tag));
}
@inline
export function nameBytes(tag: u32): u32 {
  return load<u32>(at(tag), 4);
}
@inline
export function valuesOf(tag: u32): u32 {
  return load<u32>(at(tag), 12);
}
@inline
export function setValues(tag: u32, count: u32): void {
  store<u32>(at(tag), count, 12);
}

/** Forgets all tags. */
export function forgetTags(): void {
  for (let tag: u32 = 0; tag < tagCount; tag++) store<u32>(load<u32>(at(tag), 8), 0);
  tagCount = 0;
  table++;
  touched = 0;
  arenaEnd = ARENA;
  passing = false;
  last = 0;
}

/** Whether the table must not outlive the batch. */
export function tagsArePassing(): bool {
  return passing || tagCount === MOST_TAGS;
}

/** The tag that came after the last one before; -1: none did. */
@inline
export function expectedTag(): u32 {
  return last < tagCount ? load<u32>(at(last), 16) : -1;
}

/** The id of the tag with this name; -1 when there is no room for another. */
@inline
export function tagOf(name: usize, length: u32): u32 {
  // Writers log the same tags in the same order again and again.
  const next = expectedTag();
  if (next !== <u32>-1 && nameBytes(next) === length && same(nameOf(next), name, length)) {
    last = next;
    return next;
  }
  return lookUp(name, length);
}

function lookUp(name: usize, length: u32): u32 {
  let slot = hash(name, length) & (SLOT_COUNT - 1);
  while (true) {
    const here = SLOTS + ((<usize>slot) << 2);
    const id = load<u32>(here);
    if (id === 0) return make(name, length, here);
    const tag = id - 1;
    if (nameBytes(tag) === length && same(nameOf(tag), name, length)) return follow(tag);
    slot = (slot + 1) & (SLOT_COUNT - 1);
  }
}

function make(name: usize, length: u32, slot: usize): u32 {
  if (tagCount === MOST_TAGS) return -1;
  const tag = tagCount++;
  store<u32>(slot, tag + 1);
  const entry = at(tag);
  store<u32>(entry, <u32>kept(name, length));
  store<u32>(entry, length, 4);
  store<u32>(entry, <u32>slot, 8);
  store<u32>(entry, 0, 12);
  store<u32>(entry, tag, 16);
  store<u32>(entry, 0, 20);
  store<u32>(entry, NOTHING_TOLD, 24);
  store<u32>(entry, 0, 28);
  return follow(tag);
}

/** The tag came now: after the one that was the last. */
@inline
export function follow(tag: u32): u32 {
  store<u32>(at(last), tag, 16);
  last = tag;
  return tag;
}

/** Where the bytes are found as long as the table stands. */
function kept(from: usize, length: usize): usize {
  if (length > LONGEST_KEPT || arenaEnd + length > ARENA + ARENA_BYTES) {
    passing = true;
    return from;
  }
  const to = arenaEnd;
  memory.copy(to, from, length);
  arenaEnd += length;
  return to;
}

/** Whether these were the metadata that the tag told last. */
@inline
export function toldAlready(tag: u32, metadata: usize, length: u32): bool {
  return load<u32>(at(tag), 24) === length && same(load<u32>(at(tag), 20), metadata, length);
}

export function remember(tag: u32, metadata: usize, length: u32, isModel: bool): void {
  store<u32>(at(tag), <u32>kept(metadata, length), 20);
  store<u32>(at(tag), length, 24);
  store<u32>(at(tag), <u32>isModel, 28);
}

/** The metadata that were told last are taken back. */
export function untell(tag: u32): void {
  store<u32>(at(tag), NOTHING_TOLD, 24);
}

/** Whether the metadata that were told last name the plugin of Keras models. */
@inline
export function isModelTag(tag: u32): bool {
  return load<u32>(at(tag), 28) !== 0;
}

/** One more value of the tag in the batch. */
@inline
export function touch(tag: u32): void {
  const count = valuesOf(tag);
  if (count === 0) {
    store<u32>(TOUCHED + ((<usize>touched) << 2), tag);
    touched++;
  }
  setValues(tag, count + 1);
}

/** Takes back the last value of the tag, which was the last value of all. */
export function untouch(tag: u32): void {
  const count = valuesOf(tag) - 1;
  setValues(tag, count);
  if (count === 0) touched--;
}

/** No tag has values. */
export function untouchAll(): void {
  for (let i: u32 = 0; i < touched; i++) setValues(load<u32>(TOUCHED + ((<usize>i) << 2)), 0);
  touched = 0;
}

@inline
export function same(a: usize, b: usize, length: u32): bool {
  let left = length;
  while (left >= 8) {
    if (load<u64>(a) !== load<u64>(b)) return false;
    a += 8;
    b += 8;
    left -= 8;
  }
  while (left > 0) {
    if (load<u8>(a) !== load<u8>(b)) return false;
    a++;
    b++;
    left--;
  }
  return true;
}

function hash(name: usize, length: u32): u32 {
  let mixed: u64 = 0x9e3779b97f4a7c15 ^ <u64>length;
  let left = length;
  for (; left >= 8; left -= 8, name += 8) mixed = mix(mixed ^ load<u64>(name));
  for (; left > 0; left--, name++) mixed = mix(mixed ^ <u64>load<u8>(name));
  return <u32>(mixed >>> 32);
}

@inline
function mix(value: u64): u64 {
  value *= 0xff51afd7ed558ccd;
  return value ^ (value >>> 32);
}
