// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Predictions";
export const order = 90;
export const family = "inside";
export const about =
  "What A and B answer to every example. Above, which classes are taken for which at the playhead; a click on a cell lists the examples in it. Below, a row for each example and a column for each checkpoint: filled where the answer is right, else the class that was answered. So one sees what is learned late, what is forgotten again, and what never. A click on an example gives it to all views that look inside.";
