// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Occlusion & lesion";
export const order = 60;
export const family = "inside";
export const about =
  "What the decision needs. Above, a square slides over the image, and at each place stands what the network answers while that place is covered: where the map is dark, the answer depends on it. Below, units, channels or a whole layer are switched off, and it is counted which of all examples are then taken for something else. Both begin when the slider rests.";
