// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Distances";
export const order = 5;
export const about =
  "How far every layer’s distribution is from another one: B’s at the same moment, its own one step before, or its own at the start. The layers that differ most come first, with the whole course beside each. Distances from weights are exact; those from other writers’ buckets are estimated and marked ≈.";
