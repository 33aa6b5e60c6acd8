// How colours look to eyes that lack one of the three kinds of cones.
import type { Rgb } from "../../../client/charts/oklch.ts";

/** Matrices of Machado, Oliveira and Fernandes (2009) for full severity, on linear light. */
export const BLINDNESS = {
  red: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  green: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  blue: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

export function seenBy(kind: keyof typeof BLINDNESS, colour: Rgb): Rgb {
  const linear = colour.map((part) => (part / 255) ** 2.2);
  const m = BLINDNESS[kind];
  const [r, g, b] = [0, 3, 6].map((row) => {
    const light = m[row]! * linear[0]! + m[row + 1]! * linear[1]! + m[row + 2]! * linear[2]!;
    return 255 * Math.min(Math.max(light, 0), 1) ** (1 / 2.2);
  });
  return [r!, g!, b!];
}
