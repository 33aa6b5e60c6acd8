// The package's version, as its package.json says it.
import { createRequire } from "node:module";

const manifest = createRequire(import.meta.url)("layerlapse/package.json") as { version: string };

export const VERSION: string = manifest.version;
