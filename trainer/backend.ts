// Which tfjs backend trains here, and why: the fastest that is installed and has its hardware.
import "@tensorflow/tfjs-layers";
import { cpu, wasm } from "./backends/alwaysHere.ts";
import type { Absent, BackendName, Candidate, Ready, World } from "./backends/candidate.ts";
import { here } from "./backends/here.ts";
import { tensorflow, tensorflowGpu } from "./backends/tensorflow.ts";
import { webgpu } from "./backends/webgpu.ts";

export type { BackendName, World } from "./backends/candidate.ts";

/** The backend tfjs was set up with. */
export interface ChosenBackend {
  name: BackendName;
  /** What was chosen and why, as a sentence to print. */
  reason: string;
  /** What would be faster here and the one command that adds it, or null. */
  faster: string | null;
  /** Lets go of the device; no tensor may be used afterwards. */
  close: () => void;
}

/** Fastest first; `auto` takes the first that works. */
const candidates: readonly Candidate[] = [tensorflowGpu, webgpu, tensorflow, wasm, cpu];

/** Every name that can be asked for. */
export const backendNames: readonly ("auto" | BackendName)[] = [
  "auto",
  ...candidates.map((candidate) => candidate.name),
];

/**
 * Sets tfjs up with a backend, on the tfjs-core that tfjs-layers uses, gradients included.
 *
 * `auto` takes the first that works of CUDA, a hardware WebGPU adapter, TensorFlow's C library,
 * WebAssembly and plain JavaScript. A backend asked for by name is used or refused, never
 * replaced; only `webgpu` by name accepts a software driver, and says so.
 *
 * @throws Error naming the command that adds the backend, when it was asked for and is absent
 */
export async function chooseBackend(
  requested: "auto" | BackendName,
  world: World = here,
): Promise<ChosenBackend> {
  const tried: { candidate: Candidate; absent: Absent }[] = [];
  const wanted = candidates.filter(({ name }) => requested === "auto" || requested === name);
  for (const candidate of wanted) {
    const opened = await candidate.open(world, { emulated: requested !== "auto" });
    if (opened.state === "absent") {
      tried.push({ candidate, absent: opened });
      continue;
    }
    const why = requested === "auto" ? choice(candidate, tried) : request(candidate, opened);
    return {
      name: candidate.name,
      reason: `${candidate.name} (${opened.detail}): ${why}`,
      faster: fasterThan(candidate, opened, world),
      close: opened.close,
    };
  }
  throw new Error(refusal(requested, tried));
}

function choice(candidate: Candidate, tried: readonly { absent: Absent }[]): string {
  if (tried.length === 0) return "the fastest there is";
  const because = [...new Set(tried.map(({ absent }) => absent.because))];
  return `the fastest that works here; ${because.join("; ")}${
    candidate === cpu ? "; expect it to be very slow" : ""
  }`;
}

function request(candidate: Candidate, opened: Ready): string {
  const slow = opened.emulated ? ", on a software driver: for tests, not for speed" : "";
  return `asked for${slow}${candidate === cpu ? ", though it is very slow" : ""}`;
}

// Only what this machine's hardware could make use of is worth a hint.
function fasterThan(chosen: Candidate, opened: Ready, world: World): string | null {
  if (chosen === tensorflowGpu) return null;
  if (chosen === cpu) return "wasm would be faster and is installed already: ask for wasm or auto";
  const hardware = world.graphics();
  if (hardware === "nvidia") return hint("CUDA on this machine's NVIDIA GPU", tensorflowGpu);
  if (chosen === webgpu && !opened.emulated) return null;
  if (hardware === "other" && chosen !== webgpu) {
    return hint("this machine's graphics card through WebGPU", webgpu);
  }
  if (chosen !== tensorflow) return hint("TensorFlow's C library, on all cores", tensorflow);
  return null;
}

function hint(what: string, candidate: Candidate): string {
  return `${what} would be faster: ${candidate.command ?? ""}`;
}

function refusal(
  requested: string,
  tried: readonly { candidate: Candidate; absent: Absent }[],
): string {
  const [first] = tried;
  if (first === undefined) {
    return `there is no backend "${requested}"; there are ${backendNames.join(", ")}`;
  }
  if (requested === "auto") {
    const each = tried.map(({ candidate, absent }) => `${candidate.name}: ${absent.because}`);
    return `no backend works here: ${each.join("; ")}`;
  }
  const { candidate, absent } = first;
  const remedy =
    absent.why === "not installed" ? `add it with: ${candidate.command ?? ""}` : "use auto or wasm";
  return `the backend ${requested} cannot be used: ${absent.because}; ${remedy}`;
}
