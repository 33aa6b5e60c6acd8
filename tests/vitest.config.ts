// One runner for unit, property, integration and browser tests: the long ones first, pure ones many to a process.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What keeps nothing outside its own files: a process of its own for each would cost more than the tests themselves. Those
 * of the networks' engine ask what the process holds.
 */
const PURE = [
  "client/!(network)/**",
  "client/network",
  "client/network/!(engine)/**",
  "server/{contract,runs,http,live}/**",
].map(testsIn);

function testsIn(folder: string): string {
  return `tests/${folder}/*.test.{ts,tsx}`;
}

/** So that none of them is what the others have to be waited for with. */
const LONGEST_FIRST = [
  "browser/everyView",
  "trainer/training",
  "browser/everyPicture",
  "readme",
  "browser/viewsAccess",
  "browser/",
  "trainer/",
  "integration/",
];

class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const places = new Map(files.map((file) => [file, placeOf(file)]));
    return Promise.resolve(files.toSorted((a, b) => places.get(a)! - places.get(b)!));
  }
}

function placeOf({ moduleId, project }: TestSpecification): number {
  const found = LONGEST_FIRST.findIndex((part) => moduleId.includes(`/tests/${part}`));
  if (found !== -1) return found;
  return LONGEST_FIRST.length + (project.config.isolate ? 0 : 1);
}

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: { conditions: ["layerlapse-source", "module", "node", "development|production"] },
  ssr: {
    resolve: { conditions: ["layerlapse-source", "module", "node", "development|production"] },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    testTimeout: 120_000,
    // The first to need them trains the networks that many tests look into.
    hookTimeout: 300_000,
    maxWorkers: 3,
    // Tests that say so run beside each other: browsers wait more than they work.
    maxConcurrency: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "whole",
          include: [testsIn("**")],
          exclude: PURE,
          globalSetup: ["tests/support/unpackBrowser.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "pure",
          include: PURE,
          isolate: false,
        },
      },
    ],
  },
});
