// The painted clusters: pointed at, chosen, dragged from one to another, walked with the arrow keys.
import { computed, signal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { type Mounted, mountPainting } from "../../charts/mountPainting.ts";
import type { Painting } from "../../charts/surface.ts";
import { useStore } from "../../store/context.ts";
import { letter } from "../../store/selectionRules.ts";
import { useMounted } from "../../ui/useMounted.ts";
import { keyedEdit, moved } from "./keys.ts";
import { clusterAt, type NeuronHit } from "./layout.ts";
import { paintClusterMarks } from "./marks.ts";
import { paintClusters } from "./paint.ts";
import { layoutOf } from "./picture.ts";
import { pictureWords } from "./said.ts";
import { chosenAt, type SlotClusters, standingOf } from "./slotClusters.ts";

interface ClusterCanvasProps {
  model: SlotClusters;
  /** How much of the picture that is on its way is measured; null of a whole one. */
  progress: number | null;
}

/** A hand is never quite still. */
const DRAG_PX = 5;

export function ClusterCanvas({ model, progress }: ClusterCanvasProps) {
  const store = useStore();
  const mounted = useRef<Mounted | null>(null);
  const name = model.inside.slot.slot;
  const target = useMemo(() => signal<NeuronHit | null>(null), [model]);
  const [painting, marks] = useMemo(() => {
    const nothing: Painting = () => {};
    return [
      computed((): Painting => {
        const picture = model.picture.value;
        return picture === null ? nothing : (surface) => paintClusters(surface, picture);
      }),
      computed((): Painting => {
        const picture = model.picture.value;
        const chosen = standingOf(model.columns.value, model.chosen.value);
        const shown = { lit: model.pointed.value ?? chosen, chosen, target: target.value };
        return picture === null ? nothing : (surface) => paintClusterMarks(surface, picture, shown);
      }),
    ];
  }, [model]);
  const root = useMounted<HTMLDivElement>((element) => {
    mounted.current = mountPainting(element, painting, marks);
    return () => mounted.current?.remove();
  });
  const pressed = useRef<{ hit: NeuronHit; x: number; y: number; isDragging: boolean } | null>(
    null,
  );
  const hitAt = (event: PointerEvent): NeuronHit | null => {
    const picture = model.picture.peek();
    if (picture === null || mounted.current === null) return null;
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    const places = layoutOf(picture, mounted.current.size());
    return clusterAt(places, event.clientX - left, event.clientY - top);
  };
  const choose = (hit: NeuronHit | null): void => {
    const columns = model.columns.peek();
    model.chosen.value = hit === null || columns === null ? null : chosenAt(columns, hit);
    const { column } = columns?.[hit?.column ?? -1] ?? {};
    const neuron = model.chosen.peek()?.neuron ?? null;
    if (column === undefined || neuron === null) return;
    store.inside.unit.value = { layer: column.layer, index: column.shown[neuron]! };
  };
  const drop = (from: NeuronHit, to: NeuronHit | null): void => {
    const columns = model.columns.peek();
    if (columns === null || to === null || to.column !== from.column) return;
    const { neuron } = chosenAt(columns, from);
    const into = columns[to.column]!.clusters[to.cluster]!.number;
    if (neuron !== null) model.edit(from.column, { kind: "move", neuron, into });
  };
  return (
    <div class="clusters-scroll">
      <div
        ref={root}
        class="clusters-picture"
        role="application"
        aria-roledescription="picture of clusters"
        tabIndex={0}
        data-own-keys
        data-testid={`clusters-picture-${name}`}
        data-columns={model.columns.value?.map(({ clusters }) => clusters.length).join(" ")}
        aria-busy={progress !== null}
        aria-label={`${pictureWords(model)}. Model ${letter(name)}. Arrow keys walk from cluster to cluster, Enter steps to its neurons, M joins a cluster with the next, S divides it, Shift and an arrow moves a neuron, U undoes.`}
        aria-describedby={`clusters-chosen-${name}`}
        onPointerDown={(event) => {
          const hit = event.button === 0 ? hitAt(event) : null;
          pressed.current = hit && { hit, x: event.clientX, y: event.clientY, isDragging: false };
          if (hit !== null) event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const hit = hitAt(event);
          const from = pressed.current;
          if (from !== null) {
            from.isDragging ||=
              Math.hypot(event.clientX - from.x, event.clientY - from.y) > DRAG_PX;
          }
          if (from?.isDragging && from.hit.member !== null) {
            target.value = hit?.column === from.hit.column ? hit : null;
          } else model.pointed.value = hit;
        }}
        onPointerUp={(event) => {
          const from = pressed.current;
          pressed.current = null;
          target.value = null;
          if (from === null) choose(null);
          else if (!from.isDragging) choose(from.hit);
          else {
            choose(from.hit);
            drop(from.hit, hitAt(event));
          }
        }}
        onPointerCancel={() => {
          pressed.current = null;
          target.value = null;
        }}
        onPointerLeave={() => (model.pointed.value = null)}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.altKey || event.metaKey) return;
          if (keyedEdit(model, event)) {
            event.preventDefault();
            return;
          }
          const columns = model.columns.peek();
          const now = standingOf(columns, model.chosen.peek());
          const next = columns === null ? undefined : moved(columns, now, event.key);
          if (next === undefined) return;
          event.preventDefault();
          choose(next);
        }}
      />
    </div>
  );
}
