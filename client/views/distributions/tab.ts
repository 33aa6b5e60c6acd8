// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Distributions";
export const order = 1;
export const about =
  "How the weights of one layer are spread, A above B: the wider the hump, the more the weights differ; the red line is their mean. Play, and watch training pull it apart.";
