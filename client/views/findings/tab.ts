// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Findings";
export const order = 9;
export const about =
  "What a careful colleague would point out in A and B: a layer that stopped moving, weights that became NaN, a gap that opens between training and test. Every finding comes with its numbers, and one click shows it where it happens.";
