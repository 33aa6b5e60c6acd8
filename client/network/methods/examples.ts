// The examples themselves, for the page to show.
import type { Examples } from "../examples.ts";
import type { Method } from "./method.ts";

export interface ExamplesParams {
  /** Address of the examples. */
  examples: string;
}

export const examples: Method<ExamplesParams, Examples> = async (context, params) => {
  const held = await context.examples(params.examples);
  // The worker's own stay with it.
  return {
    ...held,
    values: held.values.slice(),
    labels: held.labels?.slice() ?? null,
    ...(held.amounts === undefined ? {} : { amounts: held.amounts.slice() }),
  };
};
