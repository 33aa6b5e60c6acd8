// How alike two layers are, whatever way round their units are: linear centred kernel alignment (Kornblith et al. 2019).
import { matMul, mean, norm, sub, type Tensor2D } from "@tensorflow/tfjs-core";

/**
 * ‖Y′X‖²_F / (‖X′X‖_F ‖Y′Y‖_F) of centred [images, units]: 1 of a layer with itself, rotated or stretched; NaN where
 * either is the same on all images. Leaves tensors to the caller's `tidy`.
 */
export function linearCka(one: Tensor2D, other: Tensor2D): number {
  const x = sub(one, mean(one, 0));
  const y = sub(other, mean(other, 0));
  const size = (a: typeof x, b: typeof x): number =>
    norm(matMul(a, b, true, false)).dataSync<"float32">()[0]!;
  const both = size(y, x) ** 2;
  return both / (size(x, x) * size(y, y));
}
