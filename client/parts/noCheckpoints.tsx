// What is said where a model's single weights are asked for and it has left none: which files would hold them.
import { Notice } from "../ui/notice.tsx";

interface NoCheckpointsProps {
  /** What cannot be shown without them, the sentence's beginning. */
  what: string;
  testId: string;
}

export function NoCheckpoints({ what, testId }: NoCheckpointsProps) {
  return (
    <Notice title="This model has no checkpoints." testId={testId}>
      <p>{what} need the weights themselves; histograms do not have them.</p>
      <p>
        Files in the run’s directory are read: <CheckpointKinds />
      </p>
    </Notice>
  );
}

/** The end of a sentence. */
export function CheckpointKinds() {
  return (
    <>
      <code>.safetensors</code>, Keras’s <code>.keras</code> and <code>.h5</code>, and NumPy’s{" "}
      <code>.npz</code>. PyTorch’s <code>.pt</code> is a program that would have to be run:{" "}
      <code>safetensors.torch.save_model</code> saves the same weights as data.
    </>
  );
}
