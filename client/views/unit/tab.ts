// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Unit";
export const order = 26;
export const family = "inside";
export const about =
  "What one unit responds to: the nine examples that it answers most, each cut to what the unit looks at, with what of it comes back through the network; images that were optimised for it in four ways; the classes that it prefers; its weights; and which units of the other model respond to the same examples. The strip shows how it became so.";
