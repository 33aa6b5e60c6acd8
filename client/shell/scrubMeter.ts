// How long the page takes from a slider event to the drawn frames, as performance measures that a benchmark can read.

/** From the slider's event until both frames are drawn and the numbers beside them are in the document. */
export const SCRUB_MEASURE = "layerlapse:scrub";
/** The same, until the browser has put it on the screen. */
export const PAINT_MEASURE = "layerlapse:paint";
const MOST_MEASURES = 2_000;

/** Call inside the slider's event handler, after the playhead has moved. */
export function measureScrub(startedAt: number): void {
  const record = (name: string): void => {
    if (performance.getEntriesByName(name).length >= MOST_MEASURES) performance.clearMeasures(name);
    performance.measure(name, { start: startedAt, end: performance.now() });
  };
  // Charts and components draw in microtasks of this turn; a new task comes after all of them.
  nextTask(() => record(SCRUB_MEASURE));
  requestAnimationFrame(() => nextTask(() => record(PAINT_MEASURE)));
}

function nextTask(callback: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener("message", () => {
    port1.close();
    callback();
  });
  port1.start();
  port2.postMessage(null);
}
