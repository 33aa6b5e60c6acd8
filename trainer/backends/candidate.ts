// What one tfjs backend has to say when asked whether it can be used here.

/** The backends a person can ask for by name. */
export type BackendName = "tensorflow-gpu" | "webgpu" | "tensorflow" | "wasm" | "cpu";

/** A backend that tfjs now uses. */
export interface Ready {
  state: "ready";
  /** What runs the numbers, for the printed reason: "NVIDIA L4 through WebGPU". */
  detail: string;
  /** True when the device is the slow imitation of a faster one. */
  emulated: boolean;
  /** Lets go of the device, so that the process can end. */
  close: () => void;
}

/** A backend that cannot be used, and whether a package is what is missing. */
export interface Absent {
  state: "absent";
  why: "not installed" | "no device" | "failed";
  because: string;
}

/** How to try one backend. */
export interface Candidate {
  name: BackendName;
  /** The one command that adds it, or null where it is always here. */
  command: string | null;
  /** Sets tfjs up with it. With `emulated`, a software imitation of the device will do. */
  open: (world: World, options: { emulated: boolean }) => Promise<Ready | Absent>;
}

/** What the choice depends on outside this program; tests pass their own. */
export interface World {
  /** Where an optional package can be loaded from, or null when it is not installed. */
  locate: (packageName: string) => string | null;
  /** The graphics hardware this machine shows, as far as a file listing tells. */
  graphics: () => "nvidia" | "other" | null;
}

/** The text of whatever was thrown, on one line. */
export function messageOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.split("\n")[0] ?? text;
}
