// What a job for the worker threads is: a generator that runs over there, piece by piece.

/** One piece of what a job makes, and which of its buffers move instead of being copied. */
export interface Parcel<Piece> {
  piece: Piece;
  /** For good: whoever takes the piece may keep them. */
  given?: ArrayBuffer[];
  /** Until the piece has been taken: then they come back, to be filled again. */
  lent?: ArrayBuffer[];
}

/**
 * What a job makes of its input: pieces, which are taken in order, and then a result. It is asked for the next piece
 * when few enough wait to be taken, in number ({@link PIECES_AHEAD}) and in size ({@link BYTES_AHEAD}); `yield` gives
 * the lent buffers that have come back meanwhile.
 * An error that is thrown ends the job; its message is for people.
 */
export type Pieces<Piece, Result> =
  | Generator<Parcel<Piece>, Result, ArrayBuffer[]>
  | AsyncGenerator<Parcel<Piece>, Result, ArrayBuffer[]>;

/** Input, pieces and result are cloned as messages are. A file's descriptor means the same in every thread. */
export type Job<Input, Piece, Result> = (input: Input) => Pieces<Piece, Result>;

/** What may wait to be taken, so that neither side stands still for the other and memory stays bounded. */
export const PIECES_AHEAD = 64;
/** Of the buffers that the pieces bring. */
export const BYTES_AHEAD = 2_097_152;
