// The token of a server that other machines reach: without it there is nothing to see, not even a name.
import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newToken, sameSecret } from "../../../server/http/token.ts";
import { writeRun } from "../../support/writtenRun.ts";
import { rawGet, type Started, start, upgradeStatus } from "./startedApp.ts";

const token = newToken();
let started: Started;
beforeAll(async () => {
  started = await start({ token, hosts: { names: new Set(), anyAddress: true } }, "0.0.0.0");
  writeRun(started.logdir, "secret-run").epoch(0, 0.5);
});
afterAll(() => started.stop());

const at = (path: string) => `http://127.0.0.1:${started.port}/${path}`;
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(at(path), { headers, redirect: "manual" });

test("a token has at least 128 bits and is another each time", () => {
  expect(Buffer.from(token, "base64url").length * 8).toBeGreaterThanOrEqual(128);
  expect(newToken()).not.toBe(token);
});

test("secrets of any length are compared by their digests", () => {
  expect(sameSecret("abc", "abc")).toBe(true);
  for (const other of ["", "ab", "abd", "abcd"]) expect(sameSecret("abc", other)).toBe(false);
});

test("any address of the machine may be named, but not the one that means them all", async () => {
  const status = async (host: string) =>
    (await rawGet(started.port, "/", [`Host: ${host}`, `Authorization: Bearer ${token}`])).status;
  for (const host of ["192.168.7.7:6006", "[fe80::1]", "localhost"]) {
    expect(await status(host), host).toBe(200);
  }
  for (const host of ["0.0.0.0", "[::]", "evil.com", "192.168.7.7.evil.com"]) {
    expect(await status(host), host).toBe(403);
  }
});

describe("without the token", () => {
  test.for(["", "api/runs", "assets/page-1a2b3c.js", "nowhere", "?token=", "?token=wrong"])(
    "/%s is 401 and names no run",
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain("secret-run");
      expect(answer.headers.get("set-cookie")).toBeNull();
    },
  );

  test("the socket is refused", async () => {
    const host = `Host: 127.0.0.1:${started.port}`;
    expect(await upgradeStatus(started.port, [host])).toBe(401);
    expect(await upgradeStatus(started.port, [host, "Cookie: layerlapse=x"])).toBe(401);
  });
});

describe("with the token", () => {
  test("the address is exchanged for a cookie, which opens page, data and socket", async () => {
    const entered = await get(`?token=${token}&view=layers`);
    expect(entered.status).toBe(303);
    expect(entered.headers.get("location")).toBe("/?view=layers");
    const cookie = entered.headers.get("set-cookie")!;
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const headers = { cookie: cookie.split(";")[0]! };
    expect((await get("", headers)).status).toBe(200);
    expect((await get("api/runs", headers)).status).toBe(200);
    const upgrade = [`Host: 127.0.0.1:${started.port}`, `Cookie: ${headers.cookie}`];
    expect(await upgradeStatus(started.port, upgrade)).toBe(101);
  });

  test("a script may send it as a bearer", async () => {
    expect((await get("api/runs", { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await get("api/runs", { authorization: "Bearer x" })).status).toBe(401);
  });
});

test("a socket from another machine must say its origin", async () => {
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  const outside = addresses.find(({ internal, family }) => !internal && family === "IPv4");
  if (!outside) return;
  const host = `${outside.address}:${started.port}`;
  const upgrade = (origin: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const headers = {
        host,
        authorization: `Bearer ${token}`,
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        ...origin,
      };
      request({ host: outside.address, port: started.port, path: "/api/live", headers })
        .on("response", (response) => resolve(response.statusCode!))
        .on("upgrade", (response, socket) => {
          socket.destroy();
          resolve(response.statusCode!);
        })
        .on("error", reject)
        .end();
    });
  expect(await upgrade({})).toBe(403);
  expect(await upgrade({ origin: "http://evil.com" })).toBe(403);
  expect(await upgrade({ origin: `http://${host}` })).toBe(101);
});
