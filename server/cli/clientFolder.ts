// Where the built page lies, seen from the built server and from sources that run unbuilt.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const root = dirname(createRequire(import.meta.url).resolve("layerlapse/package.json"));

/** Absolute; it is there when the page has been built. */
export const CLIENT_FOLDER = join(root, "dist", "client");
