// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Weights";
export const order = 20;
export const family = "inside";
export const about =
  "Every single weight of a layer at the playhead. In a Hinton diagram each is a square, white above zero, black below, its area in proportion to its magnitude; rows send, columns receive. As kernels, the weights of each receiving unit are an image: filters of a convolution, or what a dense unit takes from each pixel. Drag over a part to look closer.";
