// The page's files, and none of what lies around them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rawGet, SECRET, type Started, start } from "./startedApp.ts";

let started: Started;
beforeAll(async () => {
  started = await start();
});
afterAll(() => started.stop());

test("the entry is asked for anew each time, and costs nothing when it is the same", async () => {
  const answer = await fetch(started.url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("no-cache");
  const etag = answer.headers.get("etag")!;
  const again = await rawGet(started.port, "/", ["Host: localhost", `If-None-Match: ${etag}`]);
  expect(again.status).toBe(304);
});

test("a hashed file may be kept for ever", async () => {
  const answer = await fetch(new URL("assets/page-1a2b3c.js", started.url));
  expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(answer.headers.get("content-type")).toMatch(/^(text|application)\/javascript/);
});

test("a missing file is 404 and not kept", async () => {
  const answer = await fetch(new URL("assets/none.js", started.url));
  expect(answer.status).toBe(404);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

describe("what lies outside is never read", () => {
  const targets = [
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/%252e%252e/secret.txt",
    "/..%252fsecret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/assets/../../secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/../client-sibling/secret.txt",
    "/..%2fclient-sibling%2fsecret.txt",
    "//secret.txt",
    "//localhost/../secret.txt",
    "/assets//../../secret.txt",
    "/#/../secret.txt",
    "/index.html#/../../secret.txt",
    "/../secret.txt?raw??",
    "/@fs/etc/passwd?raw??",
    "/.hidden",
    "/assets/.%2e/.hidden",
    "/%00secret.txt",
    "/secret.txt%00.html",
    "/assets/",
    "/assets",
    "/%zz",
    "http://localhost/secret.txt",
    "secret.txt",
    "*",
  ];
  test.for(targets)("%s", async (target) => {
    const { status, text } = await rawGet(started.port, target);
    expect([400, 404]).toContain(status);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain("root:");
  });
});

describe("a path prefix", () => {
  let prefixed: Started;
  beforeAll(async () => {
    prefixed = await start({ pathPrefix: "/lapse" });
  });
  afterAll(() => prefixed.stop());

  const get = (path: string) => fetch(new URL(path, prefixed.url), { redirect: "manual" });

  test("stands before everything", async () => {
    for (const path of ["lapse/", "lapse/assets/page-1a2b3c.js", "lapse/api/runs"]) {
      expect((await get(path)).status, path).toBe(200);
    }
    for (const path of ["", "api/runs", "assets/page-1a2b3c.js", "lapsed/"]) {
      expect((await get(path)).status, path).toBe(404);
    }
  });

  test("without its slash leads to the page", async () => {
    const answer = await get("lapse");
    expect([answer.status, answer.headers.get("location")]).toEqual([308, "/lapse/"]);
  });
});

test("a page that has not been built says what to run, and is there once it is", async () => {
  const clientDirectory = join(started.folder, "not-built");
  const unbuilt = await start({ clientDirectory });
  const answer = await fetch(unbuilt.url);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ remedy: "Run: npm run build" });
  mkdirSync(clientDirectory);
  writeFileSync(join(clientDirectory, "index.html"), "<!doctype html>");
  expect((await fetch(unbuilt.url)).status).toBe(200);
  await unbuilt.stop();
});
