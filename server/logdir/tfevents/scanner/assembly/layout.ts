// Where everything lies in the scanner's memory: fixed tables first, the window with the file's bytes last, for it grows.

/** Values of one batch at most. */
export const MOST_ROWS: u32 = 65_536;
/** Tags that are known at once: as many as a batch has rows, so that a new table never fills before the rows do. */
export const MOST_TAGS: u32 = MOST_ROWS;
/** Values of a tag's metadata and models, told of beside the columns. */
export const MOST_NOTES: u32 = 2 * MOST_ROWS + 64;

/** Constants of the compiler lie below. */
export const CRC_TABLES: usize = 4096;
export const SCRATCH: usize = CRC_TABLES + 16 * 1024;

/** Checksums of short lengths. */
export const HEADERS: usize = SCRATCH + 16;
/** Sixteen bytes of ones, and zeros before them. */
export const LATE_MASKS: usize = HEADERS + 1024 + 16;

/** Bytes of a long message that were moved on last, and room for more; what is left of it. */
export const HISTORY: usize = LATE_MASKS + 64;
export const THINNED: usize = HISTORY + 16_384;

export const ROW_BYTES: usize = 40;
export const ROWS: usize = THINNED + 4096;

/** Five columns of 8 bytes, one of 4 and one of 1. */
export const COLUMNS: usize = ROWS + <usize>MOST_ROWS * ROW_BYTES;
export const COLUMNS_BYTES_PER_ROW: usize = 45;

export const TAG_BYTES: usize = 32;
export const TAGS: usize = COLUMNS + <usize>MOST_ROWS * COLUMNS_BYTES_PER_ROW + 4096;
export const SLOTS: usize = TAGS + <usize>MOST_TAGS * TAG_BYTES;
export const SLOT_COUNT: u32 = 2 * MOST_TAGS;

/** Ids of the tags in the batch, in the order of their first values; where each tag's values end. */
export const TOUCHED: usize = SLOTS + <usize>SLOT_COUNT * 4;
export const ENDS: usize = TOUCHED + <usize>MOST_TAGS * 4;

export const NOTE_BYTES: usize = 24;
export const NOTES: usize = ENDS + <usize>MOST_TAGS * 4;

/** Bytes of names and metadata that outlive the window they came in. */
export const ARENA: usize = NOTES + <usize>MOST_NOTES * NOTE_BYTES;
export const ARENA_BYTES: usize = 2_097_152;

/** Whole pages, and off the page's beginning: see CHUNK_BYTES in window.ts. */
export const WINDOW: usize = ((ARENA + ARENA_BYTES + 65_535) & ~65_535) + 64;
