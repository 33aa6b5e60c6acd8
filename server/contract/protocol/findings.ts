// What is found in models, over HTTP.
import type { Finding } from "../findings/finding.ts";

/** What is found in the runs with these ids, and between them; answers with {@link FindingsAnswer}. */
export function findingsPath(runs: readonly string[]): string {
  return `api/findings?${runs.map((id) => `run=${encodeURIComponent(id)}`).join("&")}`;
}

export interface FindingsAnswer {
  /** Ids of the runs that were looked at. */
  runs: string[];
  /** The gravest first. */
  findings: Finding[];
}
