// The button that saves what is compared as one HTML file.
import { useSignal } from "@preact/signals";
import { useStore } from "../store/context.ts";
import { download } from "../ui/download.ts";
import { printable } from "../ui/printable.ts";

interface SnapshotButtonProps {
  /** Makes the file's text. */
  make: () => Promise<string>;
}

type State = { kind: "ready" } | { kind: "busy" } | { kind: "failed"; reason: string };

export function SnapshotButton({ make }: SnapshotButtonProps) {
  const { slots } = useStore();
  const state = useSignal<State>({ kind: "ready" });
  const names = [slots.a, slots.b].flatMap(({ run }) => run.value?.name ?? []);
  const save = async (): Promise<void> => {
    state.value = { kind: "busy" };
    try {
      const text = await make();
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
        disabled={names.length === 0 || state.value.kind === "busy"}
        title="Save A and B as one HTML file that opens without a server"
        onClick={() => void save()}
      >
        {state.value.kind === "busy" ? "Saving …" : "Snapshot"}
      </button>
      {failure !== null && (
        <span class="snapshot-failure" role="alert">
          Not saved: {printable(failure, 200)}
        </span>
      )}
    </>
  );
}
