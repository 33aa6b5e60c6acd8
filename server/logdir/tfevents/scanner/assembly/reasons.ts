// Why a histogram cannot be drawn, as numbers; the words are in words.ts beside the scanner.
export const LIST_WITHOUT_DOUBLES = 32;
export const TOO_MANY_BUCKETS = 33;
export const EDGE_NAN = 34;
export const BAD_COUNT = 35;
export const UNEQUAL_LISTS = 36;
