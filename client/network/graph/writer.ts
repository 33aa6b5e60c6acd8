// Who wrote a model's JSON, and what that library calls the weights of a layer.
import { property } from "./layerJson.ts";

export type Writer = "keras2" | "keras3" | "tfjs";

/** `topology` is what the model's description stands in. */
export function writerOf(topology: unknown, model: unknown): Writer {
  const version = property(topology, "keras_version") ?? property(model, "keras_version");
  if (typeof version !== "string") {
    // Keras 3 writes the module with every class, and need not write its version.
    return property(model, "module") === undefined ? "keras2" : "keras3";
  }
  if (version.startsWith("tfjs")) return "tfjs";
  return version.startsWith("3") ? "keras3" : "keras2";
}

/** `within` are the models that the layer is in, each with a slash. */
export function tensorName(
  writer: Writer,
  { within, name }: { within: string; name: string },
  variable: string,
): string {
  // TensorFlow.js names the weights of a model within a model by their layer alone.
  const layer = writer === "tfjs" ? name : `${within}${name}`;
  // However often a layer is called, its weights are the same.
  return `${layer.replaceAll(/@\d+(?=\/|$)/g, "")}/${variable}`;
}
