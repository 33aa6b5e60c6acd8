import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CONTRACT = "server/contract";
/** What tfjs's wasm backend lacks or gets wrong; networks run in the trainer and in the page. */
const KERNELS = "trainer/kernels";

/** Which folders of ours the files of a folder may import; its own it always may. Packages are free but where named. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "server/contract": [],
  "server/logdir": [CONTRACT],
  "server/runs": [CONTRACT],
  "server/live": [CONTRACT, "server/runs"],
  "server/http": [CONTRACT, "server/runs"],
  trainer: [CONTRACT],
  "trainer/kernels": [],
  "client/charts": [CONTRACT],
  "client/ui": [CONTRACT],
  "client/live": [CONTRACT],
  "client/store": [CONTRACT],
  "client/network": [CONTRACT, KERNELS],
  "client/parts": [CONTRACT, "client/store", "client/network", "client/charts", "client/ui"],
  "client/views": [
    CONTRACT,
    "client/store",
    "client/network",
    "client/charts",
    "client/ui",
    "client/parts",
  ],
};

function sourcesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const runsNetworks = (file: string): boolean => relative(ROOT, file).startsWith("client/network/");

function importsOf(file: string): string[] {
  const source = readFileSync(file, "utf8");
  const specifiers = source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g);
  return Array.from(specifiers, (match) => match[1]!);
}

/** Path of an imported file of ours relative to the root, or null for a package. */
function ownTarget(file: string, specifier: string): string | null {
  if (specifier.startsWith("#contract/")) return specifier.replace("#contract", CONTRACT);
  return specifier.startsWith(".") ? relative(ROOT, resolve(dirname(file), specifier)) : null;
}

describe("who may import whom", () => {
  it.each(Object.entries(MAY_IMPORT))("%s", (folder, allowed) => {
    const sources = sourcesOf(folder);
    expect(sources, `${folder} is empty`).not.toEqual([]);
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .map((specifier) => ownTarget(file, specifier))
        .filter((target) => target !== null)
        .filter((target) => ![folder, ...allowed].some((one) => target.startsWith(`${one}/`)))
        .map((target) => `${relative(ROOT, file)} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("the contract imports nothing but itself", () => {
    const foreign = sourcesOf(CONTRACT).flatMap((file) =>
      importsOf(file).filter(
        (specifier) => !specifier.startsWith("./") && !specifier.startsWith("../"),
      ),
    );
    expect(foreign).toEqual([]);
  });

  it("no view imports another view", () => {
    const wrong = sourcesOf("client/views").flatMap((file) => {
      const own = relative(ROOT, file).split("/").slice(0, 3).join("/");
      return importsOf(file)
        .map((specifier) => ownTarget(file, specifier))
        .filter((target) => target?.startsWith("client/views/") && !target.startsWith(`${own}/`));
    });
    expect(wrong).toEqual([]);
  });

  it("only the contract and the kernels are shared: the client imports no other server or trainer code", () => {
    const wrong = sourcesOf("client").flatMap((file) =>
      importsOf(file)
        .map((specifier) => ownTarget(file, specifier))
        .filter(
          (target) =>
            target !== null &&
            !target.startsWith(`${CONTRACT}/`) &&
            !target.startsWith("client/") &&
            !(target.startsWith("trainer/kernels/") && runsNetworks(file)),
        )
        .map((target) => `${relative(ROOT, file)} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});
