// Builds the page: client/ → dist/client, hashed files, no inline script (the server's CSP forbids it).
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

interface Modules {
  getModuleInfo: (id: string) => { isEntry: boolean; importers: readonly string[] } | null;
}

/** What the page fetches at first is one file, though later views share parts of it: as fifty small ones it weighs more. */
function nameOfFirst(id: string, modules: Modules): string | null {
  // The start waits for others, which must not wait for it.
  if (/\/(index\.html|main\.tsx)$/.test(id)) return null;
  const looked = new Set([id]);
  for (const one of looked) {
    const info = modules.getModuleInfo(one);
    if (info?.isEntry) return "first";
    for (const importer of info?.importers ?? []) looked.add(importer);
  }
  return null;
}

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
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: { codeSplitting: { groups: [{ name: nameOfFirst }] } },
    },
  },
});
