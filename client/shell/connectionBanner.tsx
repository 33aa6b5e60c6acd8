// The line that says that the server is gone, and when it is asked again.
import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import type { LinkState } from "../live/connection.ts";
import { useStore } from "../store/context.ts";
import { printable } from "../ui/printable.ts";

interface BannerProps {
  link: ReadonlySignal<LinkState>;
  retryNow: () => void;
}

export function ConnectionBanner({ link, retryNow }: BannerProps) {
  const { runs } = useStore();
  const state = link.value;
  const refusal = runs.refusal.value;
  if (state.kind !== "lost") return null;
  return (
    <div class="banner" role="alert" data-testid="reconnecting">
      <p>
        <strong>The connection to the server is lost</strong>
        {refusal === null ? ". " : `: ${printable(refusal, 300)}. `}
        {runs.listed.value ? "What you see is as it was. " : ""}
        Is <code>layerlapse</code> still running? <Countdown until={state.retryAt} />
      </p>
      <button type="button" onClick={retryNow}>
        Try now
      </button>
    </div>
  );
}

function Countdown({ until }: { until: number }) {
  const left = useSignal(until - Date.now());
  useSignalEffect(() => {
    const timer = setInterval(() => (left.value = until - Date.now()), 500);
    return () => clearInterval(timer);
  });
  const seconds = Math.ceil(left.value / 1000);
  return (
    <span aria-hidden="true">{seconds > 0 ? `Trying again in ${seconds} s.` : "Trying …"}</span>
  );
}
