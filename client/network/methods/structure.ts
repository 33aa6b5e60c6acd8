// What a network is made of: its operations in order, with their shapes.
import type { Network } from "../graph/network.ts";
import type { Method, NetworkSource } from "./method.ts";

export interface StructureParams {
  source: NetworkSource;
}

export const structure: Method<StructureParams, Network> = (context, { source }) => {
  return context.structure(source);
};
