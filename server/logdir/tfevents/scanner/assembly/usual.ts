// A scalar as nearly all writers lay it out, with the tag that came after the last one before: nothing to be walked.
import { addRow, full } from "./rows";
import { expectedTag, follow, nameBytes, nameOf, same } from "./tags";

// 09 <wall time: 8 bytes> 10 <step: a varint> 2a <length> 0a <length> 0a <length> <tag> 15 <value: 4 bytes>
const WALL_TIME: u32 = 0x09;
const STEP_AT: usize = 9;
const STEP: u32 = 0x10;
const VALUE: u32 = 0x15;
/** Without the step and the tag. */
const OTHER_BYTES: u32 = 21;
const MOST_STEP_BYTES: u32 = 4;
/** Lengths of messages up to here are one byte. */
const LONGEST: u32 = 127;
/** What the summary holds beside the tag, and what its value does. */
const IN_SUMMARY: u32 = 9;
const IN_VALUE: u32 = 7;
const HEADS: u64 = 0xffff_ffff_ffff;

const SCALAR: u32 = 0;

/** Takes the payload in [at, at + length) if it is one; false: nothing has been taken. */
export function takeUsualScalar(at: usize, length: u32): bool {
  const tag = expectedTag();
  if (tag === <u32>-1 || full()) return false;
  const name = nameBytes(tag);
  const stepBytes = length - OTHER_BYTES - name;
  if (stepBytes - 1 >= MOST_STEP_BYTES || name > LONGEST - IN_SUMMARY) return false;
  const summary = at + STEP_AT + 1 + <usize>stepBytes;
  const heads: u64 =
    0x2a |
    (<u64>(name + IN_SUMMARY) << 8) |
    0x0a0000 |
    (<u64>(name + IN_VALUE) << 24) |
    0x0a00000000 |
    (<u64>name << 40);
  const value = summary + 6 + <usize>name;
  if (load<u8>(at) !== WALL_TIME || load<u8>(at, STEP_AT) !== STEP) return false;
  if ((load<u64>(summary) & HEADS) !== heads || load<u8>(value) !== VALUE) return false;
  const unused = 32 - (stepBytes << 3);
  const digits = load<u32>(at, STEP_AT + 1) & (u32.MAX_VALUE >>> unused);
  const more: u32 = 0x80808080 >>> unused;
  if ((digits & more) !== more >>> 8) return false;
  if (!same(nameOf(tag), summary + 6, name)) return false;
  follow(tag);
  const step =
    (digits & 0x7f) |
    ((digits >>> 1) & 0x3f80) |
    ((digits >>> 2) & 0x1fc000) |
    ((digits >>> 3) & 0xfe00000);
  addRow(tag, SCALAR, <i64>step, load<f64>(at, 1), <f64>load<f32>(value, 1), value + 1, 4);
  return true;
}
