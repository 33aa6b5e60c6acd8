import { expect, it } from "vitest";
import { fromColumns, toColumns } from "#contract/distributionColumns.ts";
import { packFrame, unpackFrame } from "#contract/frames.ts";
import { distancesBetween } from "#contract/measures/distances.ts";
import { distancesPath, overviewPath, pointsPath } from "#contract/protocol.ts";
import {
  packRecording,
  recordedMessages,
  recordedPaths,
  type Recording,
  unpackRecording,
} from "#contract/snapshot/recording.ts";
import { recordedWorld } from "../../../client/live/recordedWorld.ts";
import { kernel, run, scalar, snapshot, weights } from "../support.ts";

const place = (name: string) => ({ run: name, generation: 1, series: 0, points: 0 });
const points = (seed: number) => [0, 1, 2].map((step) => snapshot(step, weights(50, seed + step)));
const [A, B] = [points(1), points(10)];

/** The steps of three points, of which the first and the last are recorded. */
function overview(name: string, all: typeof A): [path: string, bytes: Uint8Array] {
  const meta = { type: "overview", ...place(name), from: 0, byChange: true };
  const held = [all[0]!, all[2]!];
  const columns = [Float64Array.of(0, 1, 2), Uint32Array.of(0, 2), ...toColumns(held)];
  return [overviewPath("server", place(name), 3), packFrame(meta, columns)];
}

const RECORDING: Recording = {
  recordedAt: 1_780_000_000_000,
  query: "a=one",
  messages: recordedMessages("server", [run("one")], "Title"),
  answers: new Map([overview("a", A), overview("b", B)]),
};

it("what is packed is what comes out", () => {
  const unpacked = unpackRecording(new Uint8Array(packRecording(RECORDING)).buffer);
  expect({ ...unpacked, answers: null }).toEqual({ ...RECORDING, answers: null });
  expect([...unpacked.answers]).toEqual([...RECORDING.answers]);
});

it("recorded answers are given as they are", async () => {
  const world = recordedWorld(RECORDING);
  const path = overviewPath("server", place("a"), 3);
  expect(new Uint8Array(await world.fetchBytes(path))).toEqual(RECORDING.answers.get(path));
});

it("points and distances are worked out of recorded snapshots", async () => {
  const world = recordedWorld(RECORDING);
  const frame = await world.fetchBytes(pointsPath("server", { ...place("a"), points: 2 }, 3));
  expect(fromColumns(unpackFrame(frame).columns)).toEqual([A[2]]);
  const pairs = [
    [0, 2],
    [0, 1],
  ] as const;
  const answer = await world.fetchBytes(distancesPath("server", place("a"), place("b"), pairs));
  const [wasserstein] = unpackFrame(answer).columns;
  const expected = distancesBetween(A[0]!.distribution, B[2]!.distribution).wasserstein;
  // The second pair is of a snapshot that was not recorded.
  expect([...wasserstein!]).toEqual([expected, NaN]);
});

it.each([
  pointsPath("server", { ...place("a"), points: 0 }, 2),
  pointsPath("server", place("nobody"), 1),
  "api/spectra/server/a/1/0/kernel",
])("what is not in it is refused in words: %s", async (path) => {
  await expect(recordedWorld(RECORDING).fetchBytes(path)).rejects.toThrow("not in the snapshot");
});

it("says what the server said first", async () => {
  const socket = recordedWorld(RECORDING).openSocket();
  const said: unknown[] = [];
  const done = new Promise<void>((resolve) => {
    socket.addEventListener("message", ({ data }: MessageEvent<string>) => {
      said.push(JSON.parse(data));
      if (said.length === RECORDING.messages.length) resolve();
    });
  });
  await done;
  expect(said).toEqual(RECORDING.messages);
});

it("of very many snapshots, those that are looked at are recorded, then as many as there is room for", () => {
  const parameters = Array.from({ length: 30 }, (_, series) => {
    return kernel({ series, tag: `layer${series}/kernel`, points: 500 });
  });
  const paths = recordedPaths(
    "server",
    [run("one", { parameters })],
    ({ series }) => series === 29,
  );
  const shown = paths.filter((path) => path.startsWith("api/overview/"));
  expect(shown.length).toBe(8);
  expect(shown.some((path) => path.includes("/29/"))).toBe(true);
  expect(shown.some((path) => path.includes("/0/0-500"))).toBe(true);
  expect(paths.filter((path) => path.startsWith("api/measures/")).length).toBe(30);
});

it("spectra of kernels and distances of both models' weights are recorded, what is looked at first, as far as patience reaches", () => {
  const large = { shape: [4096, 4096], count: 4096 ** 2 };
  const parameters = [
    kernel({ series: 0, tag: "huge/kernel", layer: "huge", ...large }),
    kernel({ series: 1, tag: "small/kernel", layer: "small" }),
    kernel({ series: 2, tag: "small/bias", layer: "small", parameter: "bias", shape: [3] }),
    kernel({ series: 3, tag: "first/kernel", layer: "first" }),
  ];
  const both = [
    run("one", { parameters, checkpoints: [0, 1] }),
    run("two", { parameters, checkpoints: [1, 2] }),
  ];
  const paths = recordedPaths("server", both, ({ tag }) => tag === "first/kernel");
  const spectra = paths.filter((path) => path.startsWith("api/spectra/"));
  expect(spectra.map((path) => path.split("/").slice(3).join(" "))).toEqual([
    ...both.flatMap(({ id, checkpoints }) =>
      checkpoints.map((step) => `${id} 1 ${step} first%2Fkernel`),
    ),
    ...both.flatMap(({ id, checkpoints }) =>
      checkpoints.map((step) => `${id} 1 ${step} small%2Fkernel`),
    ),
  ]);
  const exact = paths.filter((path) => path.startsWith("api/exact/"));
  // At the one step that both have, of all that is not too large.
  expect(exact.map((path) => path.split("/").slice(5, 7).join(" "))).toEqual([
    "1 first%2Fkernel",
    "1 huge%2Fkernel",
    "1 small%2Fkernel",
    "1 small%2Fbias",
  ]);
});

it("what a restarted job wrote again is recorded where there is any, of snapshots the newest", () => {
  const parameters = [kernel({ series: 4, superseded: 600 }), kernel({ series: 5, tag: "b" })];
  const scalars = [{ ...scalar("loss"), series: 6, superseded: 3 }, scalar("other")];
  const paths = recordedPaths("server", [run("one", { parameters, scalars })], () => false);
  const superseded = paths.filter((path) => path.startsWith("api/superseded/"));
  expect(superseded.map((path) => path.split("/").slice(5).join(" "))).toEqual([
    "4 88-600",
    "6 0-3",
  ]);
});
