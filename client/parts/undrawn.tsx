// Why a parameter that the model has is not drawn: on its way, being counted, unreadable, or nothing that can be drawn.
import type { Distribution } from "#contract/distribution.ts";
import type { ParameterSummary } from "#contract/protocol.ts";
import { useStore } from "../store/context.ts";
import type { Slot } from "../store/slot.ts";
import { roundText, shapeText, wholeText } from "../ui/format.ts";
import { Name } from "../ui/name.tsx";
import { Notice } from "../ui/notice.tsx";
import { printable } from "../ui/printable.ts";
import { nounOf } from "./nouns.ts";

interface UndrawnProps {
  slot: Slot;
  parameter: ParameterSummary;
  isDrawable: boolean;
  testId: string;
}

export function Undrawn({ slot, parameter, isDrawable, testId }: UndrawnProps) {
  const { unavailable, shape } = parameter;
  const [shown, trouble] = [slot.shown.value, slot.trouble.value];
  if (unavailable !== null) {
    return (
      <Notice title={<Titled slot={slot} words="cannot be drawn." />} testId={testId}>
        <p>{printable(sentence(unavailable), 300)} Choose another parameter above.</p>
      </Notice>
    );
  }
  if (parameter.count === 0) {
    return (
      <Notice title={<Titled slot={slot} words="is empty." />} testId={testId}>
        <p>
          It holds no values{shape === null ? "" : `: its shape is ${shapeText(shape)}`}. Choose
          another parameter above.
        </p>
      </Notice>
    );
  }
  if (shown !== null && !isDrawable) {
    return <NotFinite distribution={shown.distribution} testId={testId} />;
  }
  if (trouble !== null) {
    return (
      <Notice title="Its snapshots cannot be read." testId={testId}>
        <p>{printable(sentence(trouble), 300)} They are tried again until they can.</p>
      </Notice>
    );
  }
  if (parameter.dtype !== null) return <Counting slot={slot} {...{ parameter, testId }} />;
  return <Notice title="Loading its snapshots …" testId={testId} />;
}

function Titled({ slot, words }: { slot: Slot; words: string }) {
  return (
    <>
      <Name text={useStore().parameterKey.value ?? slot.parameter.value?.tag ?? ""} /> {words}
    </>
  );
}

/** A checkpoint tells of its weights only when each of them has been read. */
function Counting({
  slot,
  parameter,
  testId,
}: {
  slot: Slot;
  parameter: ParameterSummary;
  testId: string;
}) {
  const { unit } = useStore();
  const { count, points, lastStep, dtype } = parameter;
  const { one, many } = nounOf(slot);
  const more = points - 1;
  return (
    <Notice title={`Counting ${roundText(count)} ${count === 1 ? one : many} …`} testId={testId}>
      <progress aria-label="Counting" />
      <p>
        {dtype} in the checkpoint of {unit.value} {wholeText(lastStep)}. It is counted once, and
        remembered{more > 0 && `; ${wholeText(more)} more ${more === 1 ? "follows" : "follow"}`}.
      </p>
    </Notice>
  );
}

function NotFinite({ distribution, testId }: { distribution: Distribution; testId: string }) {
  const { unit } = useStore();
  const { count, exactBins } = distribution;
  return (
    <Notice title={`Not one finite value at any ${unit.value}.`} testId={testId}>
      {exactBins ? (
        <p>
          All {wholeText(count)} are NaN or infinite: the training diverged. A lower learning rate
          usually helps.
        </p>
      ) : (
        <p>
          All {wholeText(count)} values are non-finite, or the writer’s buckets cannot tell: a
          single NaN makes the edges of such a histogram NaN. Checkpoints would tell.
        </p>
      )}
    </Notice>
  );
}

/** As the start of a sentence, with its end. */
function sentence(words: string): string {
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return text.endsWith(".") ? text : `${text}.`;
}
