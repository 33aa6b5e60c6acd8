// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Spectrum";
export const order = 8;
export const about =
  "The singular values of one kernel, the largest first, both axes by factors: how many directions a layer uses, and how far the strongest stand out. The bright curve is the playhead’s, the faint ones are other checkpoints; the dashed line is the power law that the tail of the eigenvalues of WᵀW follows best. Below: rank, exponent and largest value over the training.";
