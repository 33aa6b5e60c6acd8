// Starts the worker that runs networks, in a real page.
import type { StartWorker } from "./explainer.ts";
import type { WorkerMessage } from "./questions.ts";

export const startWorker: StartWorker = (take, died) => {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    type: "module",
    name: "networks",
  });
  worker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => take(data));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    died(
      `The part of the page that runs networks has stopped${event.message ? `: ${event.message}` : ""}. The next question starts it again.`,
    );
  });
  return {
    post: (message) => worker.postMessage(message, []),
    end: () => worker.terminate(),
  };
};
