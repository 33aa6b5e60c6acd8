// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Network";
export const order = 4;
export const about =
  "The whole network at once: a row for every layer in the order of the network, a column for every step, one quantity as colour, A beside B on one scale. A layer that stands still, collapses or becomes NaN stands out among hundreds. A click on a cell chooses its layer and puts the playhead on its step; a click on a block closes it.";
