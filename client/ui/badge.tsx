// The letter of a slot in its hue: how A and B are recognised everywhere.

export function SlotBadge({ slot }: { slot: "a" | "b" }) {
  return <span class={`badge badge-${slot}`}>{slot.toUpperCase()}</span>;
}
