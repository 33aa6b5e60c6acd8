// Operations that only move values to other places: flatten, reshape, other axes, more or fewer places, and doing nothing.
import { mul, ones, pad, reshape, slice, sum, transpose } from "@tensorflow/tfjs-core";
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

export const crop2d: OpKernel<"crop2d"> = {
  forward(call) {
    const input = soleInput(call);
    const from = [0, call.op.rows[0], call.op.columns[0], 0];
    return slice(input, from, [input.shape[0], ...call.shape]);
  },
  vjp: (call, signal) => [pad(signal, [[0, 0], [...call.op.rows], [...call.op.columns], [0, 0]])],
};

export const upsample2d: OpKernel<"upsample2d"> = {
  forward(call) {
    const input = soleInput(call);
    const [down, across] = call.op.times;
    const [batch, height, width, channels] = input.shape as [number, number, number, number];
    const wide = mul(reshape(input, [batch * height * width, 1, channels]), ones([1, across, 1]));
    const rows = reshape(wide, [batch * height, 1, width * across * channels]);
    return reshape(mul(rows, ones([1, down, 1])), [batch, ...call.shape]);
  },
  vjp(call, signal) {
    const input = soleInput(call);
    const [down, across] = call.op.times;
    const [batch, height, width, channels] = input.shape as [number, number, number, number];
    const rows = sum(reshape(signal, [batch * height, down, width * across * channels]), 1);
    const together = sum(reshape(rows, [batch * height * width, across, channels]), 1);
    return [reshape(together, input.shape)];
  },
};

export const permute: OpKernel<"permute"> = {
  forward: (call) => transpose(soleInput(call), withBatch(call.op.axes)),
  vjp: ({ op: { axes } }, signal) => [
    transpose(signal, withBatch(axes.map((_, axis) => axes.indexOf(axis)))),
  ],
};

function withBatch(axes: readonly number[]): number[] {
  return [0, ...axes.map((axis) => axis + 1)];
}
