// Loads the TypeScript of the benchmarks, with `#contract/…` meaning the sources.
import { createServer } from "vite";

const conditions = ["layerlapse-source", "module", "node", "development|production"];

/** A function that imports a TypeScript file by its path. */
export async function typescriptLoader() {
  // Only its loader of TypeScript is used; it listens nowhere.
  const server = await createServer({
    configFile: false,
    logLevel: "error",
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    resolve: { conditions },
    ssr: { resolve: { conditions } },
  });
  return {
    load: (path) => server.ssrLoadModule(path),
    close: () => server.close(),
  };
}
