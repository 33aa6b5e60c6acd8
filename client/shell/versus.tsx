// A against B in a few lines: how good each is, and which settings set them apart.
import { useStore } from "../store/context.ts";
import { differences } from "../store/differences.ts";
import { SLOTS } from "../store/selectionRules.ts";
import { SlotBadge } from "../ui/badge.tsx";
import { Name } from "../ui/name.tsx";
import { shortScore } from "./modelWords.ts";

/** More would be a list, not an answer. */
const MOST_LINES = 5;

export function Versus() {
  const { slots, metric } = useStore();
  const [a, b] = [slots.a.run.value, slots.b.run.value];
  if (a === null || b === null) return null;
  const apart = differences(a, b);
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
        {metric.value !== null && (
          <tr>
            <th scope="row">
              <Name text={metric.value.label} longest={32} />
            </th>
            <td>{shortScore(a, metric.value)}</td>
            <td>{shortScore(b, metric.value)}</td>
          </tr>
        )}
        {apart.slice(0, MOST_LINES).map((difference) => (
          <tr key={difference.label}>
            <th scope="row">
              <Name text={difference.label} longest={32} />
            </th>
            <td>
              <Name text={difference.a} longest={24} />
            </td>
            <td>
              <Name text={difference.b} longest={24} />
            </td>
          </tr>
        ))}
      </tbody>
      {apart.length > MOST_LINES && (
        <tfoot>
          <tr>
            <td class="dim" colSpan={3}>
              and {apart.length - MOST_LINES} more settings differ
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
