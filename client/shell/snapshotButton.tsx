// The button that saves what is compared as one HTML file.
import { useSignal } from "@preact/signals";
import type { MakeSnapshot } from "../snapshot.ts";
import { useStore } from "../store/context.ts";
import { download } from "../ui/download.ts";
import { printable } from "../ui/printable.ts";

interface SnapshotButtonProps {
  make: MakeSnapshot;
}

/** `done`: how much of what has to be fetched, in percent. */
type State =
  | { kind: "ready" }
  | { kind: "busy"; done: number }
  | { kind: "failed"; reason: string };

export function SnapshotButton({ make }: SnapshotButtonProps) {
  const { slots } = useStore();
  const state = useSignal<State>({ kind: "ready" });
  const names = [slots.a, slots.b].flatMap(({ run }) => run.value?.name ?? []);
  const save = async (): Promise<void> => {
    state.value = { kind: "busy", done: 0 };
    try {
      const text = await make((done, all) => {
        state.value = { kind: "busy", done: Math.floor((100 * done) / all) };
      });
      download(`${names.join("-and-")}.html`, new Blob([text], { type: "text/html" }));
      state.value = { kind: "ready" };
    } catch (error) {
      state.value = { kind: "failed", reason: (error as Error).message };
    }
  };
  const failure = state.value.kind === "failed" ? state.value.reason : null;
  return (
    <>
      <button
        type="button"
        class="quiet"
        data-testid="snapshot"
        aria-label={state.value.kind === "busy" ? undefined : "Snapshot"}
        disabled={names.length === 0 || state.value.kind === "busy"}
        title="Save A and B as one HTML file that opens without a server"
        onClick={() => void save()}
      >
        {state.value.kind === "busy" ? (
          `Saving ${state.value.done}%`
        ) : (
          <>
            <span class="narrow-only" aria-hidden="true">
              ⤓
            </span>
            <span class="wide-only">Snapshot</span>
          </>
        )}
      </button>
      {failure !== null && (
        <span class="snapshot-failure" role="alert">
          Not saved: {printable(failure, 200)}
        </span>
      )}
    </>
  );
}
