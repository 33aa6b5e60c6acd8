// One runner for unit, property, integration and browser tests; files run two at a time on two cores.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: { conditions: ["layerlapse-source", "module", "node", "development|production"] },
  ssr: {
    resolve: { conditions: ["layerlapse-source", "module", "node", "development|production"] },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    globalSetup: ["tests/support/unpackBrowser.ts"],
    testTimeout: 60_000,
    // The first to need them trains the networks that many tests look into.
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});
