// The view "scalars": every curve of the compared models, one small chart for each tag, under one playhead.
import { useComputed, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useStore } from "../../store/context.ts";
import { wholeText } from "../../ui/format.ts";
import { Name } from "../../ui/name.tsx";
import { Notice } from "../../ui/notice.tsx";
import { printable } from "../../ui/printable.ts";
import { Card } from "./card.tsx";
import { createShared, type SharedState } from "./shared.ts";
import { foundTags, groupsOf, type TagGroup } from "./tags.ts";
import { Toolbar } from "./toolbar.tsx";

/** So many charts at first, and again so many with every click. */
const CHARTS_AT_ONCE = 120;

export function View() {
  const store = useStore();
  const shared = useMemo(() => createShared(store), [store]);
  const tags = useComputed(() => {
    const runs = shared.drawn.value.map(({ run }) => run).reverse();
    return foundTags(runs, shared.choices.value.find);
  });
  const most = useSignal(CHARTS_AT_ONCE);
  const shown = tags.value.slice(0, most.value);
  const more = tags.value.length - shown.length;
  const groups = groupsOf(shown);
  // No column that every group leaves empty; one alone would be too flat.
  const columns = Math.max(2, ...groups.map((group) => group.tags.length));
  return (
    <>
      <Toolbar shared={shared} found={tags.value.length} />
      {tags.value.length === 0 && <NoTags shared={shared} />}
      <div class="scalars" style={{ "--most-cards": columns }}>
        {groups.map((group) => (
          <Group key={group.prefix} group={group} shared={shared} />
        ))}
        {more > 0 && (
          <button
            type="button"
            data-testid="more-charts"
            onClick={() => (most.value += CHARTS_AT_ONCE)}
          >
            Show {Math.min(more, CHARTS_AT_ONCE)} more of {wholeText(more)} tags
          </button>
        )}
      </div>
    </>
  );
}

function Group({ group: { prefix, tags }, shared }: { group: TagGroup; shared: SharedState }) {
  const isOpen = useSignal(true);
  const skip = prefix === "" ? 0 : prefix.length + 1;
  return (
    <section class="scalar-group" aria-label={prefix === "" ? "Scalars" : printable(prefix)}>
      {prefix !== "" && (
        <h3 class="scalar-group-head">
          <button
            type="button"
            class="quiet"
            aria-expanded={isOpen.value}
            onClick={() => (isOpen.value = !isOpen.value)}
          >
            <span aria-hidden="true">{isOpen.value ? "▾" : "▸"}</span>{" "}
            <Name text={prefix} longest={64} /> <span class="dim">{wholeText(tags.length)}</span>
          </button>
        </h3>
      )}
      {isOpen.value && (
        <div class="scalar-grid">
          {tags.map((tag) => (
            <Card key={tag} tag={tag} short={tag.slice(skip)} shared={shared} />
          ))}
        </div>
      )}
    </section>
  );
}

function NoTags({ shared }: { shared: SharedState }) {
  const { find } = shared.choices.value;
  if (find !== "") {
    return (
      <Notice
        title={`No tag of these models has “${printable(find, 60)}” in its name`}
        testId="no-tags"
      >
        <button type="button" onClick={() => shared.change({ find: "" })}>
          Show all tags
        </button>
      </Notice>
    );
  }
  if (shared.drawn.value.length === 0) {
    return <Notice title="Choose a model to see its curves" testId="no-tags" />;
  }
  return (
    <Notice title="The chosen models have logged no scalars" testId="no-tags">
      <p>
        Curves come from scalar summaries in event files: a loss, an accuracy, a learning rate. In
        PyTorch, <code>writer.add_scalar("loss/train", loss, step)</code> writes one.
      </p>
    </Notice>
  );
}
