// Fetches what the server has, with its own words where it refuses.
import { PassingTrouble } from "./passingTrouble.ts";

/** Rejects with an error whose message is for people. */
export async function fetchBytes(address: string): Promise<ArrayBuffer> {
  const answer = await fetch(address).catch(() => {
    throw new PassingTrouble("The server does not answer.");
  });
  if (answer.ok) return answer.arrayBuffer();
  const said = (await answer.json().catch(() => null)) as { error?: unknown } | null;
  throw new Error(
    typeof said?.error === "string"
      ? said.error
      : `The server answers with status ${answer.status}.`,
  );
}
