// What a view that asks about all examples at once lacks, in words.
import { sizeOf } from "../../network/graph/shapes.ts";
import { shapeText } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { printable } from "../../ui/printable.ts";
import type { Inside, InsideSlot } from "./useInside.ts";

/** Whether the slot's network takes the examples. */
export function takesExamples({ examples }: Inside, { structure }: InsideSlot): boolean {
  const [known, network] = [examples.value.value, structure.value.value];
  if (known === null || network === null) return false;
  return sizeOf(known.shape) === sizeOf(network.nodes[0]!.shape);
}

/** Why it does not; to be shown only where the network itself can be looked into. */
export function NeedsExamples({ inside, slot }: { inside: Inside; slot: InsideSlot }) {
  const testId = `examples-state-${slot.slot.slot}`;
  const { value: known, trouble } = inside.examples.value;
  if (inside.address.value === null) {
    return (
      <Notice title="There are no examples to ask about." testId={testId}>
        <p>
          A file <code>examples.npz</code> in the run’s directory, or any above it, gives them:{" "}
          <code>np.savez(&quot;examples.npz&quot;, x=x_test[:1000], y=y_test[:1000])</code>.
        </p>
      </Notice>
    );
  }
  if (trouble !== null) {
    return (
      <Notice title="The examples cannot be read." testId={testId}>
        <p>{printable(trouble, 500)}</p>
      </Notice>
    );
  }
  if (known === null) return <Notice title="Loading the examples …" testId={testId} />;
  return (
    <Notice title="The examples do not fit this network." testId={testId}>
      <p>
        It takes {shapeText([...(slot.structure.value.value?.nodes[0]?.shape ?? [])])}, and the
        examples are {shapeText([...known.shape])}.
      </p>
    </Notice>
  );
}
