// A blank page of the real browser with charts in it: a program bundled from our sources, and a font that is always the same.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { build, type Rolldown } from "vite";

/** The program of a TypeScript file as one script. */
async function bundled(entry: string): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["layerlapse-source", "module", "browser"] },
    build: {
      write: false,
      minify: false,
      target: "es2023",
      lib: { entry, formats: ["iife"], name: "charts" },
    },
  })) as Rolldown.RolldownOutput[];
  return built[0]!.output[0].code;
}

const TAR_BLOCK = 512;

/** A file of a tar archive. */
function fileIn(archive: Buffer, wanted: string): Buffer {
  for (let at = 0; at < archive.length;) {
    const name = archive.toString("latin1", at, at + 100).replace(/\0.*/s, "");
    const size = Number.parseInt(archive.toString("latin1", at + 124, at + 135), 8) || 0;
    const start = at + TAR_BLOCK;
    if (name === wanted) return archive.subarray(start, start + size);
    at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
  throw new Error(`no ${wanted} in the archive`);
}

/** Open Sans, which lies beside the browser in its package, under the name of the page's first font. */
function fontFaces(): string {
  const main = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const folder = main.slice(0, main.lastIndexOf("chromium") + "chromium".length);
  const archive = brotliDecompressSync(readFileSync(join(folder, "bin/fonts.tar.br")));
  const face = (file: string, weight: number): string => {
    const bytes = fileIn(archive, `fonts/Open_Sans/OpenSans-${file}.ttf`).toString("base64");
    return `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/ttf;base64,${bytes})}`;
  };
  return face("Regular", 400) + face("Bold", 600);
}

/** A page at the screen's ratio 1, with the program loaded and its fonts ready. */
export async function chartsPage(browser: Browser, entry: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setContent(`<!doctype html><style>${fontFaces()}body{margin:0}</style>`);
  await page.addScriptTag({ content: await bundled(entry) });
  await page.evaluate(async () => {
    await Promise.all([
      document.fonts.load("400 11px Inter"),
      document.fonts.load("600 11px Inter"),
    ]);
  });
  return page;
}
