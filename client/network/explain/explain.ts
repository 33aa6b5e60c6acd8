// One input's relevance for one class, by whichever way was chosen.
import { abs, fill, max, mul, tensor, tidy } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { folded } from "../engine/folded.ts";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { forward, walkBack } from "../engine/run.ts";
import type { Step } from "../engine/run.ts";
import { layersOf } from "../graph/layerNodes.ts";
import type { Network, OpKind } from "../graph/network.ts";
import type { Propagation, RelevanceKind, RelevanceWay, Rule } from "./choice.ts";
import { alongLine, classGradient, meanGradient, withNoise } from "./gradients.ts";
import { rulesOf } from "./presets.ts";
import { propagation } from "./propagation.ts";
import type { Ledger, PropagationRules } from "./propagation.ts";
import { checkRectifies, deconvnet, guidedBackprop } from "./rectifying.ts";
import { ruleWords, wordsWithoutRule } from "./ruleWords.ts";
import { oneClass } from "./seeds.ts";

/** What one layer did with the relevance that came to it. */
export interface LayerRelevance {
  /** Name of the Keras layer. */
  layer: string;
  /** Σ R over what the layer takes, after its rule. */
  sum: number;
  /** What the layer's bias took of it; null where it has none, or its rule gives it nothing. */
  absorbed: number | null;
  /** In words: "ε 0.01", "α2 β1", "winner takes all". */
  rule: string;
}

export interface Explained {
  /** One for each value of the input. */
  map: Float32Array;
  /** From the output to the input; empty for ways that give the input's map only. */
  layers: readonly LayerRelevance[];
}

/** Called between pieces of what takes long, with the share that is done. */
type Done = (share: number) => Promise<void>;

interface Asked<W extends RelevanceWay = RelevanceWay> {
  loaded: LoadedNetwork;
  /** In the network's own shape. */
  x: Float32Array;
  target: number;
  way: W;
  done: Done;
}

type WayOf<K extends RelevanceKind> = Extract<RelevanceWay, { kind: K }>;

const WAYS: {
  readonly [K in RelevanceKind]: (asked: Asked<WayOf<K>>) => Explained | Promise<Explained>;
} = {
  propagation: propagated,
  gradient: (asked) => mapOnly(asked, (x) => classGradient(asked.loaded, x, asked.target)),
  inputTimesGradient: (asked) =>
    mapOnly(asked, (x) => mul(x, classGradient(asked.loaded, x, asked.target))),
  async integratedGradients({ loaded, x, target, way, done }) {
    const sampling = alongLine(x, way.baseline, way.steps);
    return { map: await meanGradient(loaded, target, sampling, done), layers: [] };
  },
  async smoothGrad({ loaded, x, target, way, done }) {
    const sampling = withNoise(x, way.samples, way.noise, way.seed);
    return { map: await meanGradient(loaded, target, sampling, done), layers: [] };
  },
  guidedBackprop: (asked) => rectified(asked, "guidedBackprop", guidedBackprop),
  deconvnet: (asked) => rectified(asked, "deconvnet", deconvnet),
};

/**
 * The relevance of an input, in the network's own shape and scale, for a class.
 *
 * @throws Error for people, where the way has no meaning for this network or these numbers
 */
export async function explain(
  loaded: LoadedNetwork,
  x: Float32Array,
  target: number,
  way: RelevanceWay,
  done: Done,
): Promise<Explained> {
  const asked: Asked = { loaded, x, target, way, done };
  return await (WAYS[way.kind] as (asked: Asked) => Explained | Promise<Explained>)(asked);
}

function mapOnly({ loaded, x }: Asked, of: (x: Tensor) => Tensor): Explained {
  return { map: valuesOf(() => of(batchOf(loaded, x))), layers: [] };
}

function rectified(asked: Asked, way: "deconvnet" | "guidedBackprop", step: Step): Explained {
  const { network } = asked.loaded;
  checkRectifies(network, network.logits, way);
  return mapOnly(asked, (x) => {
    const loaded = folded(asked.loaded);
    const tape = forward(loaded, x, { upTo: network.logits });
    const signal = oneClass(network, 1, asked.target);
    return walkBack(loaded, tape, { node: network.logits, signal }, step)[0]!;
  });
}

/** R begins as the logit itself. */
function propagated({ loaded, x, target, way }: Asked<Propagation>): Explained {
  const { network } = loaded;
  const ledger: Ledger = new Map();
  const rules = rulesOf(network, way);
  let run = network;
  const map = valuesOf(() => {
    const ready = folded(loaded);
    run = ready.network;
    const tape = forward(ready, batchOf(loaded, x), { upTo: network.logits });
    const logits = tape.outputs[network.logits]!;
    const signal = mul(logits, oneClass(network, 1, target));
    const chosen = { rules, bias: way.bias, bounds: boundsOf(ready, rules) };
    const start = { node: network.logits, signal };
    return walkBack(ready, tape, start, propagation(chosen, ledger))[0]!;
  });
  return { map, layers: layersIn(run, ledger, rules) };
}

/** What layers with the box rule are given for inputs that are as low, and as high, as they can be. */
function boundsOf(
  loaded: LoadedNetwork,
  rules: ReadonlyMap<number, Rule>,
): PropagationRules["bounds"] {
  const { nodes } = loaded.network;
  const shape = [1, ...nodes[0]!.shape];
  return new Map(
    [...rules].flatMap(([index, rule]) => {
      if (rule.kind !== "zBox") return [];
      const [before] = nodes[index]!.inputs as [number];
      const [low, high] = [rule.low, rule.high].map((value) => {
        const bound = forward(loaded, fill(shape, value), { upTo: before }).outputs[before]!;
        return max(abs(bound)).dataSync()[0] === 0 ? null : bound;
      }) as [Tensor | null, Tensor | null];
      return [[index, { low, high }]];
    }),
  );
}

/** Operations that neither have a rule nor share relevance out: what they take is what they give. */
const SILENT: ReadonlySet<OpKind> = new Set([
  "input",
  "activation",
  "identity",
  "flatten",
  "reshape",
  "zeroPad2d",
  "crop2d",
  "permute",
  "prelu",
]);

function layersIn(
  network: Network,
  ledger: Ledger,
  rules: ReadonlyMap<number, Rule>,
): LayerRelevance[] {
  return layersOf(network)
    .toReversed()
    .flatMap(({ layer }) => {
      const own = network.nodes.flatMap((node, index) => {
        const entry = ledger.get(index);
        const isTold = node.layer === layer && entry !== undefined && !SILENT.has(node.op.kind);
        return isTold ? [{ node, index, entry }] : [];
      });
      const [first] = own;
      if (first === undefined) return [];
      const absorbed = own.flatMap(({ entry }) => entry.absorbed ?? []);
      const rule = rules.get(first.index);
      return {
        layer,
        sum: first.entry.sum,
        absorbed: absorbed.length === 0 ? null : absorbed.reduce((total, one) => total + one, 0),
        rule: rule === undefined ? wordsWithoutRule(first.node.op.kind) : ruleWords(rule),
      };
    });
}

function batchOf({ network }: LoadedNetwork, x: Float32Array): Tensor {
  return tensor(x, [1, ...network.nodes[0]!.shape], "float32");
}

/** Of a tensor made within; nothing of it stays. */
function valuesOf(of: () => Tensor): Float32Array {
  const made = tidy(of);
  const values = made.dataSync<"float32">().slice();
  made.dispose();
  return values;
}
