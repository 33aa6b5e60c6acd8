// From when on something is a finding: every threshold with its reason. On the paper preset nothing is found but units that really are dead.

interface Threshold {
  value: number;
  reason: string;
}

const TABLE = {
  fewestPoints: {
    value: 4,
    reason: "with fewer points than the start and three epochs nothing has a course yet",
  },
  fewestWeights: {
    value: 500,
    reason:
      "of fewer values, chance alone moves a distribution by 7 % (1.63/√500) in one of a hundred",
  },
  fewestForTails: {
    value: 1000,
    reason: "the fourth moment of fewer values hangs on one or two of them (its error is √(24/n))",
  },
  spreadFactor: {
    value: 10,
    reason:
      "trained kernels grow or shrink two- to fourfold, with strong weight decay; a tenfold change is a fault",
  },
  stillShare: {
    value: 0.01,
    reason:
      "kernels of one model move at rates within a factor of ten of each other; a hundredth of the others' is rest",
  },
  stillPoints: {
    value: 3,
    reason: "one or two points without change happen by rounding, three do not",
  },
  motion: {
    value: 1e-5,
    reason:
      "of the weights' size from one logged step to the next: less is hardly more than the rounding of float32, 6e-8 a weight, and nobody's training",
  },
  stillPeers: {
    value: 2,
    reason: "only when others move is it the layer that rests, and not the training that is over",
  },
  kurtosisGrowth: {
    value: 3,
    reason:
      "from a normal law's tails to those of a Laplace law, which sends 18 times as many values beyond four deviations",
  },
  gapRise: {
    value: 0.1,
    reason:
      "held-out losses waver by some per cent from epoch to epoch; a tenth above the best is more",
  },
  gapPoints: {
    value: 3,
    reason: "a loss that rises for one or two epochs often falls again",
  },
  oneLayerSize: {
    value: 0.05,
    reason:
      "two trainings of one network with other seeds differ by one to three per cent of the weights' size in large kernels",
  },
  oneLayerShare: {
    value: 0.2,
    reason: "alike is what differs by less than a fifth of what the one layer does",
  },
  oneLayerPeers: {
    value: 2,
    reason: "of two layers, either could be called the one that differs",
  },
  deadShare: {
    value: 0.1,
    reason:
      "single units die in most trainings and are not missed; a tenth of a layer is room that was paid for in vain",
  },
  deadMost: {
    value: 0.5,
    reason: "when most of a layer says nothing, the learning rate or the initial law is at fault",
  },
  fewestImages: {
    value: 100,
    reason: "a unit that answers to one image in a hundred is silent on all of fewer by chance",
  },
} as const satisfies Record<string, Threshold>;

export type ThresholdName = keyof typeof TABLE;

/** The thresholds by name, to be shown beside what was found. */
export const THRESHOLDS: Readonly<Record<ThresholdName, Threshold>> = TABLE;

export function threshold(name: ThresholdName): number {
  return THRESHOLDS[name].value;
}
