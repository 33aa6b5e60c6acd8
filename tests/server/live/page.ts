// A page without pixels: it resumes, watches, and keeps what it is sent, counting gaps and repetitions.
import { WebSocket } from "ws";
import { unpackFrame } from "#contract/frames.ts";
import {
  type ClientMessage,
  type RunSummary,
  type SeriesCursor,
  type ServerFrame,
  type ServerMessage,
  SOCKET_PATH,
} from "#contract/protocol.ts";
import { until } from "../../support/layerlapse.ts";

export class Page {
  socket!: WebSocket;
  server: string | null = null;
  revision = 0;
  readonly runs = new Map<string, RunSummary>();
  /** Steps of each series, by `run/series`. */
  readonly steps = new Map<string, number[]>();
  readonly messages: ServerMessage[] = [];
  readonly gaps: string[] = [];
  /** Points that came though they were there. */
  repeated = 0;
  frames = 0;
  closed: { code: number; reason: string } | null = null;

  /** Connects and says what it knows, as at first and after every loss. */
  async connect(url: string, watch: readonly SeriesCursor[] = this.cursors()): Promise<void> {
    await this.open(url);
    this.say({ type: "resume", server: this.server, revision: this.revision, watch: [...watch] });
  }

  /** Connects and says nothing. */
  async open(url: string): Promise<void> {
    this.closed = null;
    const socket = new WebSocket(new URL(SOCKET_PATH, url));
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.on("message", (data: ArrayBuffer | Buffer, isBinary: boolean) => {
      if (isBinary) this.#takeFrame(data as ArrayBuffer);
      else this.#take(JSON.parse(Buffer.from(data as ArrayBuffer).toString()) as ServerMessage);
    });
    socket.on("close", (code, reason) => (this.closed = { code, reason: reason.toString() }));
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  }

  say(message: ClientMessage): void {
    this.socket.send(JSON.stringify(message));
  }

  watch(...cursors: SeriesCursor[]): void {
    this.say({ type: "watch", watch: cursors });
  }

  async leave(): Promise<void> {
    this.socket.terminate();
    await until(() => this.closed);
  }

  /** The run of that name, once it is known. */
  run(name: string): Promise<RunSummary> {
    return until(() => [...this.runs.values()].find((run) => run.name === name), { what: name });
  }

  /** A cursor at the start of the series with that tag, once it is known. */
  async series(name: string, tag: string): Promise<SeriesCursor> {
    const found = await until(
      async () => {
        const run = await this.run(name);
        const { series } = [...run.scalars, ...run.parameters].find((one) => one.tag === tag) ?? {};
        return series === undefined ? null : { run, series };
      },
      { what: `${name} ${tag}` },
    );
    const { id, generation } = found.run;
    return { run: id, generation, series: found.series, points: 0 };
  }

  stepsOf({ run, series }: SeriesCursor): readonly number[] {
    return this.steps.get(`${run}/${series}`) ?? [];
  }

  cursors(): SeriesCursor[] {
    return [...this.steps].map(([key, steps]) => {
      const [run, series] = key.split("/") as [string, string];
      const generation = this.runs.get(run)?.generation ?? 0;
      return { run, generation, series: Number(series), points: steps.length };
    });
  }

  #take(message: ServerMessage): void {
    this.messages.push(message);
    if (message.type === "hello" && message.server !== this.server) {
      this.server = message.server;
      this.revision = 0;
      this.runs.clear();
      this.steps.clear();
    }
    if (message.type !== "runs") return;
    this.revision = message.revision;
    for (const id of message.removed) this.runs.delete(id);
    for (const run of message.runs) {
      if (this.runs.get(run.id)?.generation !== run.generation) this.#forget(run.id);
      this.runs.set(run.id, run);
    }
  }

  #forget(id: string): void {
    for (const key of this.steps.keys()) if (key.startsWith(`${id}/`)) this.steps.delete(key);
  }

  #takeFrame(data: ArrayBuffer): void {
    this.frames += 1;
    const { meta, columns } = unpackFrame(data);
    const frame = meta as ServerFrame;
    const key = `${frame.run}/${frame.series}`;
    const known = this.runs.get(frame.run);
    if (known?.generation !== frame.generation) this.gaps.push(`${key} came before its run`);
    const steps = this.steps.get(key) ?? [];
    if (frame.from > steps.length) this.gaps.push(`${key} from ${frame.from} at ${steps.length}`);
    this.repeated += steps.length - frame.from;
    steps.length = frame.from;
    const first = columns[0]!;
    const stride = frame.type === "distributions" ? 10 : 1;
    for (let i = 0; i < first.length; i += stride) steps.push(first[i]!);
    this.steps.set(key, steps);
  }
}
