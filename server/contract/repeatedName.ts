// Names that a JSON object gives twice: JSON.parse keeps the last and says nothing.

const [QUOTE, BACKSLASH, COLON, OPENED, CLOSED] = [0x22, 0x5c, 0x3a, 0x7b, 0x7d];
const LAST_SPACE = 0x20;

/** The first name that occurs twice in the same object of `json`, which is known to parse; null when there is none. */
export function repeatedName(json: string): string | null {
  /** Names in the objects that are open, the innermost last. */
  const open: Set<string>[] = [];
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === OPENED) open.push(new Set());
    else if (code === CLOSED) open.pop();
    else if (code === QUOTE) {
      const end = endOfString(json, at);
      if (isBeforeColon(json, end)) {
        const name = nameAt(json, at, end);
        const names = open.at(-1)!;
        if (names.has(name)) return name;
        names.add(name);
      }
      at = end - 1;
    }
  }
  return null;
}

/** Where the string that starts at `start` is over. */
function endOfString(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); ; quote = json.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (json.charCodeAt(quote - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return quote + 1;
  }
}

function isBeforeColon(json: string, end: number): boolean {
  let at = end;
  while (json.charCodeAt(at) <= LAST_SPACE) at++;
  return json.charCodeAt(at) === COLON;
}

/** Two spellings of one name, with and without escapes, are the same name. */
function nameAt(json: string, start: number, end: number): string {
  const inside = json.slice(start + 1, end - 1);
  return inside.includes("\\") ? (JSON.parse(json.slice(start, end)) as string) : inside;
}
