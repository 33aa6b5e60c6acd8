// The distribution in the bytes of a logged histogram, whichever way it was logged.
import type { Distribution } from "../distribution.ts";
import { ownRoom, type Room } from "../room.ts";
import { VALUE } from "./batch.ts";
import { decodeHistogramProto, histogramFromTensor } from "./histogram.ts";
import { decodeTensor } from "./tensor.ts";

/** `kind` is one of batch.ts's VALUE; `room` is for the bins. Throws {@link MalformedMessage}. */
export function decodedHistogram(
  bytes: Uint8Array,
  kind: number,
  room: Room = ownRoom,
): Distribution {
  return kind === VALUE.histogram
    ? decodeHistogramProto(bytes, 0, bytes.length, room)
    : histogramFromTensor(decodeTensor(bytes, 0, bytes.length), room);
}
