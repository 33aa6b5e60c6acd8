// A against B in a few lines: how good each is, and which settings set them apart.
import { useStore } from "../store/context.ts";
import { differences } from "../store/differences.ts";
import { scoreOf } from "../store/metric.ts";
import { SLOTS } from "../store/selectionRules.ts";
import { SlotBadge } from "../ui/badge.tsx";
import { wholeText } from "../ui/format.ts";
import { Name } from "../ui/name.tsx";
import { shortScore } from "./modelWords.ts";

/** More would be a list, not an answer; and beside many models, their list needs the room. */
const MOST_LINES = { few: 5, many: 3 };
const FEW_MODELS = 8;

export function Versus() {
  const { slots, metric, runs } = useStore();
  const [a, b] = [slots.a.run.value, slots.b.run.value];
  if (a === null || b === null) return null;
  const apart = differences(a, b);
  const isScored = [a, b].some((run) => scoreOf(run, metric.value).kind !== "none");
  if (!isScored && apart.length === 0) return null;
  const room = MOST_LINES[runs.all.value.length > FEW_MODELS ? "many" : "few"];
  // One more is as high as the line that would count it.
  const lines = apart.length === room + 1 ? apart.length : room;
  return (
    <table class="versus" data-testid="versus">
      <caption class="sr-only">A against B</caption>
      <thead>
        <tr>
          <td />
          {SLOTS.map((slot) => (
            <th key={slot} scope="col">
              <SlotBadge slot={slot} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {metric.value !== null && isScored && (
          <tr>
            <th scope="row">
              <Name text={metric.value.label} longest={32} />
            </th>
            <td>{shortScore(a, metric.value)}</td>
            <td>{shortScore(b, metric.value)}</td>
          </tr>
        )}
        {apart.slice(0, lines).map((difference) => (
          <tr key={difference.label}>
            <th scope="row">
              <Name text={difference.label} longest={32} />
            </th>
            <td>
              <Name text={grouped(difference.a)} longest={24} />
            </td>
            <td>
              <Name text={grouped(difference.b)} longest={24} />
            </td>
          </tr>
        ))}
      </tbody>
      {apart.length > lines && (
        <tfoot>
          <tr>
            <td class="dim" colSpan={3}>
              and {apart.length - lines} more settings differ
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** Whole numbers from 10,000 on, as doubles hold them: they are easier to read in groups of three. */
const LARGE_COUNT = /^-?[1-9]\d{4,14}$/;

function grouped(setting: string): string {
  return LARGE_COUNT.test(setting) ? wholeText(Number(setting)) : setting;
}
