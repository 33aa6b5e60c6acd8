// Every tensor that a network's nodes ask for is found in the checkpoints of the libraries that save such networks.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { networkFromJson } from "../../../../client/network/graph/fromJson.ts";
import { follow, summary, temporary } from "../../../server/logdir/followed.ts";

const FIXTURES = fileURLToPath(new URL("../../../fixtures/checkpoints", import.meta.url));

describe("the weights of a network", () => {
  it.each(["keras3", "tf_keras"])(
    "are found by name and shape as %s saves them",
    async (writer) => {
      const folder = temporary();
      cpSync(join(FIXTURES, writer), join(folder, "run"), { recursive: true });
      const followed = follow(folder);
      await followed.logdir.ready;
      const { id, checkpoints } = summary(followed, "run");
      const run = followed.runs.get(id)!;
      const { nodes } = networkFromJson(run.network!);
      expect(checkpoints.length).toBeGreaterThan(1);
      for (const step of checkpoints) {
        for (const { tensor, shape } of nodes.flatMap(({ weights }) => weights)) {
          const found = run.tensor(step, tensor)?.shape;
          expect({ step, tensor, shape: found }).toEqual({ step, tensor, shape });
        }
      }
    },
  );
});
