// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Neuron clusters";
export const order = 70;
export const family = "inside";
export const about =
  "The whole network as a road from left to right. In each layer, neurons that respond to the same classes stand together: channels as the part of an image that excites each most, larger the more active it is; dense units as rows, one column for each class. Bands between clusters are the mean weight, warm where it excites, violet where it holds back; those that many clusters share are tied together. Drag a neuron, merge and split clusters; while the playhead moves, clusters keep their place and colour.";
