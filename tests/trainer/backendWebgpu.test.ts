// WebGPU in Node, on a software Vulkan driver: same losses as wasm, and the process ends.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import chromium from "@sparticuz/chromium";
import { describe, expect, it } from "vitest";
import { here } from "../../trainer/backends/here.ts";
import { isSoftware } from "../../trainer/backends/webgpu.ts";
import type { Report } from "./backendTraining.ts";

const script = fileURLToPath(new URL("backendTraining.ts", import.meta.url));
const vite = import.meta.resolve("vite");

/** Environment under which Dawn finds SwiftShader, or the reason why it cannot be had. */
async function softwareDriver(): Promise<{ env: NodeJS.ProcessEnv } | { skipped: string }> {
  const missing = ["webgpu", "@tensorflow/tfjs-backend-webgpu"].filter(
    (name) => here.locate(name) === null,
  );
  if (missing.length > 0) return { skipped: `not installed: ${missing.join(", ")}` };
  if (process.env["VK_DRIVER_FILES"] !== undefined) return { env: {} };
  if (process.platform !== "linux" || process.arch !== "x64") {
    return { skipped: "the driver in @sparticuz/chromium is for Linux on x64" };
  }
  const folder = dirname(await chromium.executablePath());
  const driver = join(folder, "vk_swiftshader_icd.json");
  if (!existsSync(driver)) return { skipped: "@sparticuz/chromium unpacked no Vulkan driver" };
  return {
    // The Vulkan loader lies beside the driver; a process looks for it only when it starts.
    env: { VK_DRIVER_FILES: driver, VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: folder },
  };
}

async function train(backend: string, env: NodeJS.ProcessEnv): Promise<Report> {
  const program =
    `const { runnerImport } = await import(${JSON.stringify(vite)});` +
    `await runnerImport(${JSON.stringify(script)}, { logLevel: "error" });`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", program, "--", backend],
    { env: { ...process.env, ...env }, timeout: 100_000 },
  );
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Report;
}

const driver = await softwareDriver();
const skipped = "skipped" in driver ? driver.skipped : null;
const env = "env" in driver ? driver.env : {};
const note = skipped === null ? "" : ` (skipped: ${skipped})`;

describe("WebGPU on a software driver", () => {
  it.skipIf(skipped !== null)(
    `trains an MLP and a CNN with wasm's losses, says it is slow, and lets the process end${note}`,
    async () => {
      const reference = await train("wasm", env);
      const report = await train("webgpu", env);
      expect(report.name).toBe("webgpu");
      expect(report.reason).toContain("on a software driver");
      for (const [model, losses] of Object.entries(reference.losses)) {
        for (const [step, loss] of losses.entries()) {
          expect(report.losses[model]?.[step]).toBeCloseTo(loss, 2);
        }
      }
    },
    150_000,
  );

  it.skipIf(skipped !== null)(
    `is never what auto takes, and the reason says so${note}`,
    async () => {
      const report = await train("auto", env);
      expect(report.name).not.toBe("webgpu");
      expect(report.reason).toContain("only a software imitation");
    },
    150_000,
  );

  it.each([
    ["google", "swiftshader", "", "SwiftShader driver 5.0.0", true],
    ["mesa", "", "", "llvmpipe (LLVM 15.0.7, 256 bits)", true],
    ["microsoft", "", "", "Microsoft Basic Render Driver", true],
    ["nvidia", "ada", "", "NVIDIA L4", false],
    ["apple", "metal-3", "", "Apple M1 Max", false],
    ["intel", "xe", "", "Intel(R) Iris(R) Xe Graphics", false],
  ] as const)(
    "knows an imitation by its name: %s %s%s %s",
    (...[vendor, architecture, device, description, software]) => {
      expect(isSoftware({ vendor, architecture, device, description })).toBe(software);
    },
  );
});
