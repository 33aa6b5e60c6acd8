// This machine: which optional packages are installed and which graphics hardware it shows.
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { World } from "./candidate.ts";

/** The machine and installation this process runs in. */
export const here: World = { locate, graphics };

// An optional package may lie beside Layerlapse or, when that was installed globally or by npx,
// in the project of whoever runs it.
function locate(packageName: string): string | null {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), "package.json"))]) {
    try {
      return createRequire(from).resolve(packageName);
    } catch {
      continue;
    }
  }
  return null;
}

function graphics(): "nvidia" | "other" | null {
  if (process.platform === "darwin") return "other";
  if (process.platform === "win32") {
    const driver = join(process.env["SystemRoot"] ?? "C:\\Windows", "System32", "nvcuda.dll");
    return existsSync(driver) ? "nvidia" : "other";
  }
  if (existsSync("/proc/driver/nvidia/version") || existsSync("/dev/nvidia0")) return "nvidia";
  const nodes = existsSync("/dev/dri") ? readdirSync("/dev/dri") : [];
  return nodes.some((node) => node.startsWith("renderD")) ? "other" : null;
}
