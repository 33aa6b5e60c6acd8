// Says that a list stands in an order from before, while somebody is in it.
import type { HeldOrder } from "./heldOrder.ts";

interface OrderKeptProps {
  of: Pick<HeldOrder<never>, "isKept">;
  /** What stands in its place while the list is in order. */
  else?: string;
}

export function OrderKept({ of, else: otherwise = "" }: OrderKeptProps) {
  return of.isKept.value ? (
    <span class="order-kept" title="Sorted again when you leave the list">
      order kept
    </span>
  ) : (
    <>{otherwise}</>
  );
}
