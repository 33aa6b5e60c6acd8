// What the page says while it has no model to show: why, and what to type next.
import type { ReadonlySignal } from "@preact/signals";
import type { LogdirStatus } from "#contract/protocol.ts";
import type { LinkState } from "../live/connection.ts";
import { CheckpointKinds } from "../parts/noCheckpoints.tsx";
import { useStore } from "../store/context.ts";
import { bytesOfText } from "../ui/format.ts";
import { Name } from "../ui/name.tsx";
import { Notice } from "../ui/notice.tsx";

const LOGO = <img src="./icon.svg" alt="" width="72" height="72" />;

/** Null when there are runs. */
export function PageState({ link }: { link: ReadonlySignal<LinkState> }) {
  const { runs } = useStore();
  const logdir = runs.logdir.value;
  if (runs.all.value.length > 0) return null;
  if (logdir === null) {
    return (
      <Notice title="Connecting to the server …" picture={LOGO} testId="state-connecting">
        {link.value.kind === "lost" && (
          <p>
            Nobody answers. In a terminal, in Layerlapse’s own directory:{" "}
            <code>npm run serve -- --logdir logs</code>
          </p>
        )}
      </Notice>
    );
  }
  if (logdir.reading !== null) return <Reading logdir={logdir} />;
  return logdir.exists ? <Empty path={logdir.path} /> : <Missing path={logdir.path} />;
}

export function Reading({ logdir }: { logdir: LogdirStatus }) {
  const { done, total } = logdir.reading ?? { done: 0, total: 0 };
  return (
    <Notice
      title={
        <>
          Reading <Name text={logdir.path} /> …
        </>
      }
      picture={LOGO}
      testId="state-reading"
    >
      <progress aria-label="Bytes read" max={Math.max(total, 1)} value={done} />
      <p>{bytesOfText(done, total)}. Models show up as soon as they are read.</p>
    </Notice>
  );
}

/** The same in a line over models that have been read already; nothing once all have. */
export function ReadingLine() {
  const reading = useStore().runs.logdir.value?.reading ?? null;
  if (reading === null) return null;
  const { done, total } = reading;
  return (
    <div class="reading" role="status" data-testid="reading">
      <progress aria-label="Bytes read" max={Math.max(total, 1)} value={done} />
      <p>
        reading {bytesOfText(done, total)}, {Math.floor((done / Math.max(total, 1)) * 100)}%
        <span class="dim">; the newest and the biggest in turns</span>
      </p>
    </div>
  );
}

function Missing({ path }: { path: string }) {
  return (
    <Notice
      title={
        <>
          There is no directory <Name text={path} /> yet.
        </>
      }
      picture={LOGO}
      testId="state-missing"
    >
      <p>It is waited for: as soon as something writes to it, models show up here.</p>
      <NextStep path={path} />
    </Notice>
  );
}

function Empty({ path }: { path: string }) {
  return (
    <Notice
      title={
        <>
          No models in <Name text={path} /> yet.
        </>
      }
      picture={LOGO}
      testId="state-empty"
    >
      <p>
        Looked in it and every directory below for event files (<code>*tfevents*</code>), as
        PyTorch, Keras and others write them, and for checkpoints: <CheckpointKinds />
      </p>
      <p>New ones show up by themselves.</p>
      <NextStep path={path} />
    </Notice>
  );
}

function NextStep({ path }: { path: string }) {
  return (
    <>
      <p>
        To try it, train three networks that differ in their dropout, a few minutes in all. In
        Layerlapse’s own directory:
      </p>
      <pre tabIndex={0}>
        npm run train -- --preset paper --logdir <Name text={path} />
      </pre>
    </>
  );
}
