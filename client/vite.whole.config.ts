// Builds the page's code as one file, whole.js: what a snapshot carries inside it.
import { defineConfig, mergeConfig } from "vite";
import page from "./vite.config.ts";

export default mergeConfig(
  page,
  defineConfig({
    publicDir: false,
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
