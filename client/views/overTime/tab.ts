// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Over time";
export const order = 3;
export const about =
  "The whole training of one parameter at once, A beside B on the same axes: ridges, a heat map or percentile bands. Click to move the playhead, drag to choose a stretch.";
