import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { exitCode, layerlapse, temporaryFolder, until } from "./support/layerlapse.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(`${ROOT}README.md`, "utf8");
const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as {
  scripts: Record<string, string>;
};

const SUBCOMMANDS = ["train", "inspect", "export"];

/** Every line of the README's shell blocks, without comments. */
const COMMANDS = [...README.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap((block) => block[1]!.split("\n"))
  .map((line) => line.replace(/\s+#.*$/, "").trim())
  .filter((line) => line !== "");

const closing: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

describe("the README", () => {
  it("names the two commands", () => {
    expect(COMMANDS).toContain("npm ci && npm start");
    expect(COMMANDS).toContain("npm ci && npm test");
  });

  it("names only scripts that exist", () => {
    for (const command of COMMANDS) {
      for (const [, name] of command.matchAll(/npm (?:run )?([a-z]+)/g)) {
        expect(["ci", "install", ...Object.keys(scripts)], command).toContain(name);
      }
    }
  });

  it("names only options that the program knows", async () => {
    for (const command of COMMANDS) {
      const call = /(?:npx layerlapse|npm run (train|serve) --)\s+(.*)/.exec(command);
      if (!call) continue;
      const own = call[1] === "train" ? ["train"] : [];
      const help = layerlapse([
        ...own,
        ...call[2]!.split(" ").filter((word) => SUBCOMMANDS.includes(word)),
        "--help",
      ]);
      expect(await exitCode(help.process)).toBe(0);
      for (const [option] of command.matchAll(/--[a-z][a-z-]+/g))
        expect(help.output(), command).toContain(option);
    }
  });

  it("npm start serves the log directory, trains into it, and finds it finished the next time", async () => {
    const folder = temporaryFolder();
    closing.push(() => folder.remove());
    const started = scripts["start"]!;
    const start = async (): Promise<{ output(): string; stop(): Promise<number | null> }> => {
      const child = spawn(
        "sh",
        ["-c", `exec ${started} --logdir "${folder.path}" --train tiny --port 0`],
        { cwd: ROOT },
      );
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
      const stop = async (): Promise<number | null> => {
        child.kill("SIGTERM");
        return exitCode(child);
      };
      closing.push(stop);
      return { output: () => output, stop };
    };
    const first = await start();
    const url = await until(() => /http:\/\/[^\s]+/.exec(first.output())?.[0], {
      what: "the address",
    });
    const runs = async (): Promise<{ ended: string | null }[]> => {
      const answer = (await (await fetch(new URL("api/runs", url))).json()) as {
        runs: { ended: string | null }[];
      };
      return answer.runs;
    };
    await until(
      async () => {
        const all = await runs();
        return all.length >= 2 && all.every(({ ended }) => ended === "success");
      },
      { seconds: 100, what: "the tiny preset to finish" },
    );
    expect(await first.stop()).toBe(0);
    const second = await start();
    await until(() => /already finished/.exec(second.output()), {
      what: "the second start to find it finished",
    });
    expect(await second.stop()).toBe(0);
  }, 150_000);
});
