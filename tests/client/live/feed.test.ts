import { describe, expect, it } from "vitest";
import { toColumns } from "#contract/distributionColumns.ts";
import { packFrame } from "#contract/frames.ts";
import type { ClientMessage, ServerFrame, ServerMessage } from "#contract/protocol.ts";
import { retryDelayMs } from "../../../client/live/backoff.ts";
import type { LinkState } from "../../../client/live/connection.ts";
import { newPartOf } from "../../../client/live/cursors.ts";
import { startFeed } from "../../../client/live/feed.ts";
import { decodePoints, type PointsFrame } from "../../../client/live/messages.ts";
import { snapshot } from "../support.ts";

const SERIES = { run: "r", generation: 1, series: 0 };
const LOGDIR = { path: "logs", exists: true, reading: null, problems: [] };

/** What a WebSocket is to the page: events in, messages out. */
class FakeSocket extends EventTarget {
  readyState = 0;
  binaryType = "blob";
  readonly sent: ClientMessage[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientMessage);
  }
  close(): void {
    this.readyState = 3;
  }
  opens(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  says(data: ServerMessage | ArrayBuffer): void {
    const text = data instanceof ArrayBuffer ? data : JSON.stringify(data);
    this.dispatchEvent(new MessageEvent("message", { data: text }));
  }
  hangsUp(): void {
    this.close();
    this.dispatchEvent(new Event("close"));
  }
}

function scalarFrame(from: number, values: number[]): ArrayBuffer {
  const meta: ServerFrame = { type: "scalars", ...SERIES, from };
  const steps = Float64Array.from(values, (_, i) => from + i);
  return packFrame(meta, [steps, steps, Float64Array.from(values)]).buffer as ArrayBuffer;
}

function startedFeed() {
  const sockets: FakeSocket[] = [];
  const heard = {
    values: [] as number[],
    wanted: [] as number[],
    failed: [] as string[],
    states: [] as LinkState["kind"][],
    forgotten: 0,
  };
  const waiting: (() => void)[] = [];
  const waits: number[] = [];
  const fetches: { path: string; answer: (bytes: ArrayBuffer) => void; fail: () => void }[] = [];
  const feed = startFeed(
    {
      openSocket() {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket as unknown as WebSocket;
      },
      now: () => 0,
      chance: () => 0.5,
      after(ms, callback) {
        waits.push(ms);
        waiting.push(callback);
        return () => undefined;
      },
      fetchBytes: (path) =>
        new Promise((answer, reject) =>
          fetches.push({ path, answer, fail: () => reject(new Error("The file is gone.")) }),
        ),
    },
    {
      linkChanged: ({ kind }) => heard.states.push(kind),
      message: () => undefined,
      points(frame: PointsFrame) {
        if (frame.type === "scalars") heard.values.push(...frame.points.values);
      },
      wanted({ points }) {
        heard.wanted.push(...points.steps);
      },
      failed: ({ from, to }, reason) => heard.failed.push(`${from}-${to}: ${reason}`),
      forget: () => heard.forgotten++,
    },
  );
  const hello = (server: string): ServerMessage => {
    return { type: "hello", server, version: "0", windowTitle: "", logdir: LOGDIR };
  };
  return { feed, sockets, heard, waiting, waits, fetches, hello };
}

describe("the feed", () => {
  it("fetches history, then asks the socket for what lies behind it", async () => {
    const { feed, sockets, heard, fetches, hello } = startedFeed();
    sockets[0]!.opens();
    sockets[0]!.says(hello("s1"));
    feed.watch([{ ...SERIES, kind: "scalars", known: 3 }]);
    expect(sockets[0]!.sent.at(-1)).toEqual({ type: "watch", watch: [] });
    expect(fetches.map(({ path }) => path)).toEqual(["api/points/s1/r/1/0/0-3"]);
    fetches[0]!.answer(scalarFrame(0, [10, 11, 12]));
    await settled();
    expect(sockets[0]!.sent.at(-1)).toEqual({ type: "watch", watch: [{ ...SERIES, points: 3 }] });
    sockets[0]!.says(scalarFrame(3, [13]));
    expect(heard.values).toEqual([10, 11, 12, 13]);
  });

  it("leaves everything to the socket when history cannot be fetched", async () => {
    const { feed, sockets, heard, fetches, hello } = startedFeed();
    sockets[0]!.opens();
    sockets[0]!.says(hello("s1"));
    feed.watch([{ ...SERIES, kind: "scalars", known: 3 }]);
    fetches[0]!.fail();
    await settled();
    expect(heard.failed).toEqual(["0-3: The file is gone."]);
    expect(sockets[0]!.sent.at(-1)).toEqual({ type: "watch", watch: [{ ...SERIES, points: 0 }] });
    sockets[0]!.says(scalarFrame(0, [10]));
    expect(heard.values).toEqual([10]);
  });

  it("comes back after a loss with its cursors: no gap, no repeat", () => {
    const { feed, sockets, heard, waiting, hello } = startedFeed();
    sockets[0]!.opens();
    sockets[0]!.says(hello("s1"));
    feed.watch([{ ...SERIES, kind: "scalars", known: 0 }]);
    sockets[0]!.says(scalarFrame(0, [10, 11]));
    sockets[0]!.hangsUp();
    expect(heard.states).toEqual(["connecting", "open", "lost"]);
    waiting[0]!();
    sockets[1]!.opens();
    const resume = { type: "resume", server: "s1", revision: 0, watch: [{ ...SERIES, points: 2 }] };
    expect(sockets[1]!.sent).toEqual([resume]);
    sockets[1]!.says(scalarFrame(1, [11, 12]));
    sockets[1]!.says(scalarFrame(0, [10]));
    expect(heard.values).toEqual([10, 11, 12]);
  });

  it("asks again when a stretch is missing", () => {
    const { feed, sockets, heard, hello } = startedFeed();
    sockets[0]!.opens();
    sockets[0]!.says(hello("s1"));
    feed.watch([{ ...SERIES, kind: "scalars", known: 0 }]);
    sockets[0]!.says(scalarFrame(4, [14]));
    expect(heard.values).toEqual([]);
    expect(sockets[0]!.sent.at(-1)).toEqual({ type: "watch", watch: [{ ...SERIES, points: 0 }] });
  });

  it("forgets everything of a server that has restarted, late history included", async () => {
    const { feed, sockets, heard, waiting, fetches, hello } = startedFeed();
    sockets[0]!.opens();
    sockets[0]!.says(hello("s1"));
    feed.watch([{ ...SERIES, kind: "scalars", known: 2 }]);
    sockets[0]!.hangsUp();
    waiting[0]!();
    sockets[1]!.opens();
    sockets[1]!.says(hello("s2"));
    fetches[0]!.answer(scalarFrame(0, [10, 11]));
    await settled();
    expect([heard.forgotten, heard.values]).toEqual([1, []]);
    feed.watch([{ ...SERIES, kind: "scalars", known: 2 }]);
    expect(fetches.at(-1)!.path).toBe("api/points/s2/r/1/0/0-2");
  });

  it("tries again at once when told to, and never after it was closed", () => {
    const { feed, sockets, waiting } = startedFeed();
    sockets[0]!.hangsUp();
    feed.retryNow();
    expect(sockets).toHaveLength(2);
    feed.close();
    sockets[1]!.hangsUp();
    expect([sockets.length, waiting.length]).toEqual([2, 1]);
  });
});

it("the wait grows with every failure, up to ten seconds", () => {
  const delays = [0, 1, 2, 3, 20].map((attempt) => retryDelayMs(attempt, 0.5));
  expect(delays).toEqual([300, 600, 1200, 2400, 8000]);
  expect(retryDelayMs(0, 0)).toBeLessThan(retryDelayMs(0, 0.99));
});

it("a stretch is new, known, or behind a gap", () => {
  expect(newPartOf(3, 3, 2)).toEqual({ skip: 0 });
  expect(newPartOf(3, 1, 4)).toEqual({ skip: 2 });
  expect(newPartOf(3, 0, 3)).toBe("known");
  expect(newPartOf(3, 4, 1)).toBe("gap");
});

describe("a history of snapshots", () => {
  const meta: ServerFrame = { type: "overview", ...SERIES, from: 0, byChange: true };
  const overview = (from: number, steps: number[], indices: number[]): ArrayBuffer => {
    const points = indices.map((index) => snapshot(steps[index - from]!, [1, 2]));
    const columns = [Float64Array.from(steps), Uint32Array.from(indices), ...toColumns(points)];
    return packFrame({ ...meta, from }, columns).buffer as ArrayBuffer;
  };

  it("comes at a glance, and what it leaves out when it is wanted, two at once", async () => {
    const { feed, sockets, heard, fetches, hello } = startedFeed();
    sockets[0]!.opens();
    sockets[0]!.says(hello("s1"));
    feed.watch([{ ...SERIES, kind: "distributions", known: 4 }]);
    expect(fetches.map(({ path }) => path)).toEqual(["api/overview/s1/r/1/0/0-4"]);
    fetches[0]!.answer(overview(0, [0, 10, 20, 30], [0, 3]));
    await settled();
    expect(sockets[0]!.sent.at(-1)).toEqual({ type: "watch", watch: [{ ...SERIES, points: 4 }] });
    const one = (from: number) => ({ ...SERIES, from, to: from + 1, superseded: false });
    feed.want([one(1), one(2), { ...one(0), superseded: true }]);
    expect(fetches.slice(1).map(({ path }) => path)).toEqual([
      "api/points/s1/r/1/0/1-2",
      "api/points/s1/r/1/0/2-3",
    ]);
    feed.want([one(2), { ...one(0), superseded: true }]);
    const points = [snapshot(10, [1, 2])];
    const exact: ServerFrame = { type: "distributions", ...SERIES, from: 1 };
    fetches[1]!.answer(packFrame(exact, toColumns(points)).buffer as ArrayBuffer);
    fetches[2]!.fail();
    await settled();
    expect(heard.wanted).toEqual([10]);
    expect(fetches.slice(3).map(({ path }) => path)).toEqual(["api/superseded/s1/r/1/0/0-1"]);
  });

  it("is asked for again when a part of it could not be had, later each time, while it is wanted", async () => {
    const { feed, sockets, heard, waiting, waits, fetches, hello } = startedFeed();
    sockets[0]!.opens();
    sockets[0]!.says(hello("s1"));
    const wanted = { ...SERIES, from: 1, to: 2, superseded: false };
    feed.want([wanted]);
    for (const attempt of [0, 1, 2]) {
      fetches[attempt]!.fail();
      await settled();
      feed.want([wanted]);
      expect(fetches, "it rests first").toHaveLength(attempt + 1);
      waiting[attempt]!();
    }
    expect(waits).toEqual([300, 600, 1200]);
    expect(heard.failed).toEqual(Array.from({ length: 3 }, () => "1-2: The file is gone."));
    fetches[3]!.fail();
    await settled();
    feed.want([]);
    waiting[3]!();
    expect(fetches, "nobody wants it any more").toHaveLength(4);
    feed.want([wanted]);
    const exact: ServerFrame = { type: "distributions", ...SERIES, from: 1 };
    const points = toColumns([snapshot(10, [1, 2])]);
    fetches[4]!.answer(packFrame(exact, points).buffer as ArrayBuffer);
    await settled();
    expect(heard.wanted).toEqual([10]);
  });

  it("that overlaps what is there gives only what is new", () => {
    const { feed, sockets, hello } = startedFeed();
    sockets[0]!.opens();
    sockets[0]!.says(hello("s1"));
    feed.watch([{ ...SERIES, kind: "distributions", known: 0 }]);
    sockets[0]!.says(overview(0, [0, 10], [0, 1]));
    sockets[0]!.says(overview(1, [10, 20, 30], [1, 3]));
    feed.watch([]);
    feed.watch([{ ...SERIES, kind: "distributions", known: 0 }]);
    expect(sockets[0]!.sent.at(-1)).toEqual({ type: "watch", watch: [{ ...SERIES, points: 4 }] });
  });
});

describe("a frame", () => {
  it("of distributions holds its snapshots", () => {
    const points = [snapshot(0, [1, 2]), snapshot(1, [2, NaN])];
    const meta: ServerFrame = { type: "distributions", ...SERIES, from: 0 };
    const frame = decodePoints(packFrame(meta, toColumns(points)).buffer as ArrayBuffer);
    const steps = Float64Array.of(0, 1);
    const held = { steps, indices: [0, 1], points, byChange: true };
    expect(frame).toEqual({ ...meta, points: held });
  });

  it("that is cut short, of another kind, or without its columns is refused", () => {
    expect(() => decodePoints(scalarFrame(0, [1, 2]).slice(0, -8))).toThrow(RangeError);
    const odd = packFrame({ type: "odd" }, []).buffer as ArrayBuffer;
    expect(() => decodePoints(odd)).toThrow("unknown frame odd");
    const bare = packFrame({ type: "scalars", ...SERIES, from: 0 }, []).buffer as ArrayBuffer;
    expect(() => decodePoints(bare)).toThrow("without its three columns");
  });
});

/** Lets everything that only waits for promises happen. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
