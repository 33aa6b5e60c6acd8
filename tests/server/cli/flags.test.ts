// What flags mean, and how they are refused.
import { resolve } from "node:path";
import { expect, test } from "vitest";
import * as flags from "../../../server/cli/flags.ts";
import { serveCommand } from "../../../server/cli/serveCommand.ts";

test("underscores and hyphens mean the same, in names only", () => {
  expect(flags.spelledWithHyphens(["--path_prefix=/a_b", "--bind-all", "my_logs", "-x_y"])).toEqual(
    ["--path-prefix=/a_b", "--bind-all", "my_logs", "-x_y"],
  );
});

test("TensorBoard's flags are read as it reads them", async () => {
  const line =
    "--logdir my_logs --host 10.0.0.1 --port 0 --path_prefix /x_y/ --reload_interval 5 --window_title T";
  expect(await serveCommand(line.split(" "))).toMatchObject({
    logdir: "my_logs",
    host: "10.0.0.1",
    port: 0,
    pathPrefix: "/x_y",
    reloadInterval: 5,
    windowTitle: "T",
    token: true,
  });
});

test("a list of directories names each, by its last part where no name is given", () => {
  expect(flags.logdirSpecFrom("a:/x/y,/z/b,rel/c")).toEqual([
    { name: "a", path: "/x/y" },
    { name: "b", path: "/z/b" },
    { name: "c", path: resolve("rel/c") },
  ]);
  for (const bad of ["", "a:", "a:/x,,b:/y", "a:/x,a:/y", "/x/a,/y/a"]) {
    expect(() => flags.logdirSpecFrom(bad), bad).toThrow();
  }
});

test("a path prefix is a plain path", () => {
  expect(["/", "", "/a/", "a/b"].map(flags.pathPrefixFrom)).toEqual(["", "", "/a", "/a/b"]);
  for (const bad of ["/:x", "/*", "/a//b", "/a b", "/?x"]) {
    expect(() => flags.pathPrefixFrom(bad), bad).toThrow();
  }
});

test("a frame policy cannot smuggle in another rule", () => {
  expect(flags.frameAncestorsFrom("'self' https://example.org:8443")).toContain("'self'");
  expect(() => flags.frameAncestorsFrom("'self'; script-src *")).toThrow();
  expect(() => flags.frameAncestorsFrom("'self'\r\nx: y")).toThrow();
});

test("a port is a whole number", () => {
  expect(flags.portFrom("6006")).toBe(6006);
  for (const bad of ["", "x", "-1", "65536", "1.5", "0x10", " 1"]) {
    expect(() => flags.portFrom(bad), bad).toThrow();
  }
});
