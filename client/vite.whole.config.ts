// Builds the page's code as one file, whole.js: what a snapshot carries inside it.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { defineConfig, mergeConfig, type Plugin } from "vite";
import page from "./vite.config.ts";

export default mergeConfig(
  page,
  defineConfig({
    publicDir: false,
    plugins: [withoutInside()],
    build: {
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: new URL("main.tsx", import.meta.url).pathname,
        output: {
          codeSplitting: false,
          entryFileNames: "whole.js",
          assetFileNames: "whole[extname]",
        },
      },
    },
  }),
);

/** Leaves out what looks inside, as a view or for a finding: no network can be run without the server's weights. */
function withoutInside(): Plugin {
  return {
    name: "without-inside",
    enforce: "pre",
    load(id) {
      if (id.endsWith("/views/findings/deadUnits.ts"))
        return "export const useDeadUnits = () => {};";
      if (!/\/views\/[^/]+\/index\.tsx$/.test(id)) return null;
      const tab = readFileSync(join(dirname(id), "tab.ts"), "utf8");
      return /family = "inside"/.test(tab) ? "export const View = () => null;" : null;
    },
  };
}
