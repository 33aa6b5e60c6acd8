// Whether a logged histogram can be drawn, and how many values it counts, without decoding it: that is done on demand.
import { histogramFromTensor } from "#contract/eventlog/histogram.ts";
import { decodeTensor } from "#contract/eventlog/tensor.ts";
import { fields, floatOf, MalformedMessage } from "#contract/eventlog/wire.ts";

/** No writer makes as many buckets; what claims to is refused before it costs memory. */
const MOST_BUCKETS = 65_536;

/** Counts the values of the HistogramProto in `payload[start, end)`. Throws {@link MalformedMessage}. */
export function countOfProto(payload: Uint8Array, start: number, end: number): number {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  let [limits, counts, counted, num] = [0, 0, 0, 0];
  for (const field of fields(payload, start, end)) {
    if (field.number === 3 && field.wire === 1) num = floatOf(payload, field);
    if (field.number !== 6 && field.number !== 7) continue;
    if (field.wire !== 1 && field.wire !== 2)
      throw new MalformedMessage("a histogram list that holds no doubles");
    const listEnd = field.wire === 2 ? field.end : field.start + 8;
    if ((listEnd - field.start) % 8 !== 0)
      throw new MalformedMessage("a histogram list that holds no doubles");
    const length = (listEnd - field.start) / 8;
    if (field.number === 6) limits += length;
    else counts += length;
    refuseMoreThan(limits);
    refuseMoreThan(counts);
    for (let at = field.start; at < listEnd; at += 8) {
      const number = view.getFloat64(at, true);
      if (field.number === 7) counted += countable(number);
      else if (Number.isNaN(number)) throw new MalformedMessage("a histogram with an edge of NaN");
    }
  }
  if (limits !== counts) throw new MalformedMessage("a histogram with unequal lists");
  return num > counted ? num : counted;
}

/** Counts the values of the histogram that is a tensor of rows. Throws {@link MalformedMessage}. */
export function countOfTensor(payload: Uint8Array, start: number, end: number): number {
  const tensor = decodeTensor(payload, start, end);
  refuseMoreThan(tensor.shape[0] ?? 0);
  return histogramFromTensor(tensor).count;
}

function countable(count: number): number {
  if (count >= 0 && count < Infinity) return count;
  throw new MalformedMessage("a histogram with a negative or non-finite count");
}

function refuseMoreThan(buckets: number): void {
  if (buckets > MOST_BUCKETS)
    throw new MalformedMessage(`a histogram of more than ${MOST_BUCKETS} buckets`);
}
