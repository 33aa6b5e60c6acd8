// Where the colour networks lie that Keras trained, with what Keras says of them.
import { fileURLToPath } from "node:url";

export const COLOUR_NETWORKS = fileURLToPath(
  new URL("../fixtures/colour_networks", import.meta.url),
);
