// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Scalars";
export const order = 7;
export const about =
  "Everything that the models logged as single numbers, one chart for each tag. Smoothing leaves the raw line in sight, no spike is lost however many points there are, and × marks values that are not finite. Point at a chart to read all others at the same step; click to move the playhead; drag to zoom.";
