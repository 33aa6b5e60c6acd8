// The four ways in which images are optimised for a unit (Yosinski et al. 2015), for images whose values span one.

export interface Regularisation {
  /** Share by which every pixel shrinks towards zero at each step. */
  decay: number;
  /** Standard deviation of the blur in pixels, and after how many steps it comes; 0: never. */
  blur: number;
  blurEvery: number;
  /** Pixels whose norm is below this percentile of all become zero at each step. */
  normPercentile: number;
  /** The same of what a pixel contributes: its value times its gradient. */
  contributionPercentile: number;
  steps: number;
}

export const MAXIMISE_PRESETS = {
  clipped: {
    decay: 0,
    blur: 0.5,
    blurEvery: 4,
    normPercentile: 50,
    contributionPercentile: 0,
    steps: 500,
  },
  decayed: {
    decay: 0.3,
    blur: 0,
    blurEvery: 0,
    normPercentile: 20,
    contributionPercentile: 0,
    steps: 750,
  },
  blurred: {
    decay: 1e-4,
    blur: 1,
    blurEvery: 4,
    normPercentile: 0,
    contributionPercentile: 0,
    steps: 1000,
  },
  contributing: {
    decay: 0,
    blur: 0.5,
    blurEvery: 4,
    normPercentile: 0,
    contributionPercentile: 90,
    steps: 1000,
  },
} as const satisfies Readonly<Record<string, Regularisation>>;

export type MaximisePreset = keyof typeof MAXIMISE_PRESETS;
