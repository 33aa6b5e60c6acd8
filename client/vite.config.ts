// Builds the page: client/ → dist/client, hashed files, no inline script (the server's CSP forbids it).
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  resolve: { conditions: ["layerlapse-source", "module", "browser", "development|production"] },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // What few graphics cards are for is a file of its own, which the worker fetches when it is of use.
  worker: { format: "es" },
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Whoever starts Layerlapse is not told how long its build took.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
});
