// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Relevance";
export const order = 40;
export const family = "inside";
export const about =
  "Which pixels speak for the decision and which against it, by A and by B on one scale: relevance is sent from the answer back to the image, layer by layer. Beneath each map stand the sums that tell whether anything was lost on the way; the strip shows the same map at every epoch.";
