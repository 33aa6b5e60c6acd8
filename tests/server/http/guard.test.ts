// The door: hosts, origins, methods, odd targets, headers and limits, over real connections.
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POLICY, raw, rawGet, type Started, start, upgradeStatus } from "./startedApp.ts";

let started: Started;
beforeAll(async () => {
  started = await start();
});
afterAll(() => started.stop());

const get = (target: string, headers?: string[]) => rawGet(started.port, target, headers);

describe("Host", () => {
  test.for(["localhost", "localhost:1", "127.0.0.1:6006", "127.9.8.7", "[::1]:6006"])(
    "%s is answered",
    async (host) => {
      expect((await get("/api/runs", [`Host: ${host}`])).status).toBe(200);
    },
  );

  const foreign = [
    "localhost.evil.com",
    "localhost.",
    "evil.com",
    "127.0.0.1.evil.com",
    "user@localhost",
    "localhost@evil.com",
    "localhost:80:80",
    "localhost, localhost",
    "0.0.0.0",
    "[::]",
    "192.168.0.1",
    "2130706433",
    "0x7f.1",
    "[::ffff:10.0.0.1]",
    "",
  ];
  test.for(foreign)("%o is refused with 403, for pages, data and sockets", async (host) => {
    for (const target of ["/", "/api/runs", "/nowhere", "/%zz"]) {
      const { status, text } = await get(target, [`Host: ${host}`]);
      expect(status, target).toBe(403);
      expect(JSON.parse(text.slice(text.indexOf("{")))).toEqual({
        error: expect.any(String),
        remedy: expect.any(String),
      });
    }
    expect(await upgradeStatus(started.port, [`Host: ${host}`])).toBe(403);
  });

  test("two Host headers are refused, whichever is first", async () => {
    const [ours, theirs] = ["Host: localhost", "Host: evil.com"];
    for (const headers of [
      [ours, theirs],
      [theirs, ours],
      [ours, ours],
    ]) {
      expect((await get("/api/runs", headers)).status).toBe(403);
      expect(await upgradeStatus(started.port, headers)).toBe(403);
    }
  });

  test("no Host is refused", async () => {
    expect((await get("/api/runs", ["Accept: */*"])).status).toBe(400);
    expect((await raw(started.port, "GET /api/runs HTTP/1.0\r\n\r\n")).status).toBe(403);
  });

  test("a configured name is answered, exactly", async () => {
    const named = await start({ hosts: { names: new Set(["gpu7.lab"]), anyAddress: false } });
    expect((await rawGet(named.port, "/api/runs", ["Host: GPU7.lab:80"])).status).toBe(200);
    expect((await rawGet(named.port, "/api/runs", ["Host: x.gpu7.lab"])).status).toBe(403);
    await named.stop();
  });

  test("both loopback addresses are listened on", async () => {
    const v4 = await raw(
      started.port,
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    );
    expect(v4.status).toBe(200);
    const addresses = started.app.addresses().map((one) => (one as AddressInfo).address);
    expect(addresses).toContain("127.0.0.1");
    for (const address of addresses) expect(["127.0.0.1", "::1"]).toContain(address);
  });
});

describe("Origin", () => {
  const upgrade = (origin: string | null, host = `localhost:${started.port}`) =>
    upgradeStatus(started.port, [
      `Host: ${host}`,
      ...(origin === null ? [] : [`Origin: ${origin}`]),
    ]);

  test("the page's own may open the socket", async () => {
    expect(await upgrade(`http://localhost:${started.port}`)).toBe(101);
    expect(await upgrade("http://127.0.0.1", "127.0.0.1:80")).toBe(101);
    expect(await upgrade("https://localhost", "localhost")).toBe(101);
  });

  test("a program on this machine without one may", async () => {
    expect(await upgrade(null)).toBe(101);
  });

  test.for(["null", "http://evil.com", "http://localhost:1", "http://localhost", "file://", "x"])(
    "%s may not, and may not fetch either",
    async (origin) => {
      expect(await upgrade(origin)).toBe(403);
      const headers = [`Host: localhost:${started.port}`, `Origin: ${origin}`];
      expect((await get("/api/runs", headers)).status).toBe(403);
    },
  );
});

describe("answers", () => {
  test("carry the content policy and grant nothing to other sites", async () => {
    for (const target of ["/", "/assets/page-1a2b3c.js", "/api/runs", "/nowhere", "/%zz"]) {
      const { headers } = await fetch(new URL(target, started.url));
      expect(headers.get("content-security-policy"), target).toBe(POLICY);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
    expect(POLICY).toContain(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'",
    );
    expect(POLICY.replace("'wasm-unsafe-eval'", "")).not.toContain("unsafe");
  });

  test.for(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])(
    "%s changes nothing: 405",
    async (method) => {
      const answer = await fetch(new URL("api/runs", started.url), { method });
      expect(answer.status).toBe(405);
    },
  );

  test("errors say what is wrong and what to do", async () => {
    const answer = await fetch(new URL("nowhere", started.url));
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: expect.any(String), remedy: expect.any(String) });
  });
});

describe("excess", () => {
  test("an address of 1 MB is refused", async () => {
    expect((await get(`/${"a".repeat(1_000_000)}`)).status).toBe(431);
  });

  test("10,000 headers are refused", async () => {
    const headers = Array.from({ length: 10_000 }, (_, i) => `x${i}: y`);
    expect((await get("/", ["Host: localhost", ...headers])).status).toBe(431);
  });

  test("headers that never end are cut off", { timeout: 30_000 }, async () => {
    const { status } = await raw(started.port, "GET / HTTP/1.1\r\nHost: localhost\r\nx: ");
    expect(status).toBe(408);
  });

  test("an upgrade of anything but the socket is refused, and its connection ends", async () => {
    const paths = ["/", "/api/runs", "/nowhere", "/assets/page-1a2b3c.js", "/api/live/x", "/%zz"];
    for (const path of paths) {
      const upgrade =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
      const { status } = await raw(
        started.port,
        `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${upgrade}`,
      );
      expect([400, 404], path).toContain(status);
    }
    expect(started.reports).toEqual([]);
  });
});
