// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Compare";
export const order = 2;
export const about =
  "Both distributions in one plot, in the same bins, and below it where A has more than B. Pin a model to compare it with itself at another time.";
