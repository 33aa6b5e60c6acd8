// An explainer whose worker runs in the test's own process, over a real server's addresses.
import { setImmediate as pause } from "node:timers/promises";
import { networkPath, type RunSummary, tensorPath } from "#contract/protocol.ts";
import { Desk } from "../../../client/network/desk.ts";
import { Explainer } from "../../../client/network/explainer.ts";
import { fetchBytes } from "../../../client/network/fetchBytes.ts";
import { METHODS } from "../../../client/network/methods/index.ts";
import type { Method, NetworkAt } from "../../../client/network/methods/method.ts";
import { startWasm } from "../../support/trained.ts";

type Methods = Readonly<Record<string, Method<never, unknown>>>;

export interface InProcess {
  explainer: Explainer;
  /** Addresses that were fetched, in their order. */
  fetched: string[];
  /** Workers that were started. */
  started: number;
}

/** Messages are cloned as on their way to a worker and back. */
export function inProcess(methods: Methods = METHODS): InProcess {
  const made: InProcess = { explainer: null as never, fetched: [], started: 0 };
  made.explainer = new Explainer((take) => {
    made.started++;
    let isEnded = false;
    const desk = new Desk(methods, {
      post(message, handedOver) {
        const received = structuredClone(message, { transfer: handedOver });
        setImmediate(() => !isEnded && take(received));
      },
      pause: () => pause(),
      now: () => performance.now(),
      fetchBytes: (address) => {
        made.fetched.push(address);
        return fetchBytes(address);
      },
      startBackend: startWasm,
    });
    return {
      post(message) {
        const received = structuredClone(message);
        setImmediate(() => !isEnded && desk.take(received));
      },
      end: () => (isEnded = true),
    };
  });
  return made;
}

/** The run's network at a step, on the server at `url` that started as `server`. */
export function networkAt(url: string, server: string, run: RunSummary, step: number): NetworkAt {
  const { id, generation } = run;
  const tensors = tensorPath(server, id, generation, 0, "tensor");
  return {
    step,
    source: {
      key: `${server}/${id}/${generation}`,
      json: url + networkPath(server, id, generation),
      tensors: url + tensors.replace("/0/tensor", "/{step}/{tensor}"),
    },
  };
}
