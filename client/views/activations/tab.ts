// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Activations";
export const order = 22;
export const family = "inside";
export const about =
  "What every layer makes of the image, from left to right, as the network computes it: draw a digit, or hold one before the webcam, and watch. Every map of a layer has the layer’s own scale, the same for A and B. Click a unit to see it large; it stays chosen while the image and the playhead change. Units that no example activates are crossed out.";
