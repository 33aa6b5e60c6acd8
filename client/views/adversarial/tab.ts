// How the view is called and explained; the view itself is loaded when it is looked at.

export const title = "Adversarial";
export const order = 80;
export const family = "inside";
export const about =
  "How little it takes to make a network err. Each pixel of the image is changed by at most ε, in the direction in which the network’s loss grows (or towards a class of your choice): the image, the change made visible, and what the network then sees. Beneath, the share of examples that each model gets wrong as ε grows, whether images made to fool A fool B as well, and how all that came about over the training.";
