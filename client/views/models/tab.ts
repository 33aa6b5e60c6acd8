// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Models";
export const order = 6;
export const about =
  "All models at once. Drag along an axis to keep the models within that stretch: table, circles and pictures follow; a click on the axis lets all others back. The table sorts by any column; A and B are chosen in its first one, or with the keys a and b on a row. Below, one parameter of every listed model at the playhead, on one scale.";
