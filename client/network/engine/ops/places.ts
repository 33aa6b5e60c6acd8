// Operations that only move values to other places: flatten, reshape, zeros around a map, and doing nothing.
import { pad, reshape, slice } from "@tensorflow/tfjs-core";
import { sameValues } from "../sameValues.ts";
import { soleInput } from "./linear.ts";
import type { OpKernel } from "./op.ts";

/** Hands on what it is given, both ways. */
export const identity: OpKernel = {
  forward: (call) => sameValues(soleInput(call)),
  vjp: (_, signal) => [sameValues(signal)],
};

/** The same values in another shape. */
export const reshaped: OpKernel<"flatten" | "reshape"> = {
  forward(call) {
    const input = soleInput(call);
    return reshape(input, [input.shape[0], ...call.shape]);
  },
  vjp: (call, signal) => [reshape(signal, soleInput(call).shape)],
};

export const zeroPad2d: OpKernel<"zeroPad2d"> = {
  forward: (call) =>
    pad(soleInput(call), [[0, 0], [...call.op.rows], [...call.op.columns], [0, 0]]),
  vjp: (call, signal) => [
    slice(signal, [0, call.op.rows[0], call.op.columns[0], 0], soleInput(call).shape),
  ],
};
