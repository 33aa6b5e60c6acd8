// What Node and browsers both have beyond the language itself; seen only by the contract's own compiler view.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(encoding?: string, options?: { fatal?: boolean });
  decode(bytes: Uint8Array): string;
}
declare const performance: { now(): number };
