// The worker: runs networks and answers questions about them, off the page's thread.
import { memory } from "@tensorflow/tfjs-core";
import { Desk } from "./desk.ts";
import { startInBrowser } from "./engine/inBrowser.ts";
import { fetchBytes } from "./fetchBytes.ts";
import { METHODS } from "./methods/index.ts";
import type { PageMessage } from "./questions.ts";

/** Messages to oneself stand behind those that have arrived; timers would be slowed down. */
const turn = new MessageChannel();
const waiting: (() => void)[] = [];
turn.port1.addEventListener("message", () => waiting.shift()?.());
turn.port1.start();

const desk = new Desk(METHODS, {
  post: (message, handedOver) => self.postMessage(message, { transfer: handedOver }),
  pause: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      turn.port2.postMessage(null, []);
    }),
  now: () => performance.now(),
  fetchBytes,
  startBackend: startInBrowser,
});
self.addEventListener("message", ({ data }: MessageEvent<PageMessage>) => desk.take(data));

/** For tests, which look for what is not given back. */
Object.assign(self, { heldTensors: () => memory().numTensors });
