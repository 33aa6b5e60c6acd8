// Builds the server's two programs, the command line and the worker threads', each from few large files: hundreds of
// small ones take a tenth of a second longer to load. They take the places that tsc has given them.
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const conditions = ["layerlapse-source", "node"];

/** What @fastify/static would list whole folders with, which it is not asked to: it takes long to load. */
const withoutGlob: Plugin = {
  name: "without-glob",
  enforce: "pre",
  resolveId: (id) => (id === "glob" ? at("glob") : null),
  load: (id) => (id === at("glob") ? "export const glob = null;" : null),
};

export default defineConfig({
  plugins: [withoutGlob],
  root: at("."),
  resolve: { conditions },
  ssr: { noExternal: true, resolve: { conditions } },
  build: {
    ssr: true,
    outDir: "../dist/server",
    emptyOutDir: false,
    target: "node20",
    // The text of an error names its lines.
    minify: false,
    license: { fileName: "licenses.md" },
    rolldownOptions: {
      input: {
        main: at("main.ts"),
        "logdir/workers/worker": at("logdir/workers/worker.ts"),
      },
      // Whoever starts Layerlapse is not told how long its build took.
      checks: { bundlerTimings: false },
      // What trains is loaded from where it lies.
      external: /^#trainer\//,
      output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name].js" },
    },
  },
});
