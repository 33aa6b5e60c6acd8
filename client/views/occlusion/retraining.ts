// How to train a model of this project's trainer again without the units that are switched off.
import type { RunSummary } from "#contract/protocol.ts";
import { withoutWords } from "#contract/without.ts";
import type { Network } from "../../network/graph/network.ts";
import { switchboards, unitsOff } from "./lesions.ts";
import type { Lesions } from "./options.ts";

/** Options of the trainer, by the hyperparameters that it logs. */
const OPTIONS = {
  preset: "--preset",
  model: "--model",
  data: "--data",
  epochs: "--epochs",
  samples: "--samples",
  batch: "--batch",
  optimizer: "--optimizer",
  learning_rate: "--learning-rate",
  seed: "--seed",
} as const;

/**
 * The command line, which starts from the same initial weights and draws the same images. Null for a model that
 * another program trained, or that was trained without units before; without a whole layer, and of the answer's own
 * units there is none.
 *
 * @param logdir path of the log directory
 */
export function retraining(
  { hparams, name }: Pick<RunSummary, "hparams" | "name">,
  network: Network,
  off: Lesions,
  logdir: string,
): string | null {
  const names = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];
  const isOurs = names.every((one) => Object.hasOwn(hparams, one));
  if (!isOurs || Object.hasOwn(hparams, "without")) return null;
  const answers = network.nodes[network.logits]!.layer;
  const without = new Map<string, readonly number[]>();
  for (const { layer, units } of switchboards(network)) {
    const chosen = unitsOff(off, layer, units);
    if (chosen.length === units || (chosen.length > 0 && layer === answers)) return null;
    if (chosen.length > 0) without.set(layer, chosen);
  }
  if (without.size === 0) return null;
  const group = name.slice(0, Math.max(name.lastIndexOf("/"), 0));
  const words = [
    "--logdir",
    logdir,
    ...(group === "" ? [] : ["--name", group]),
    ...names.flatMap((one) => [OPTIONS[one], String(hparams[one])]),
    ...withoutWords(Object.fromEntries(without)).flatMap((one) => ["--without", one]),
  ];
  return `npm run train -- ${words.map(quoted).join(" ")}`;
}

const PLAIN = /^[\w@%+=:,./-]+$/;

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
