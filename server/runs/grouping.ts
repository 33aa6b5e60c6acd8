// Which runs are one model: the directories that one training makes for itself are shown as one.
import { posix } from "node:path";

/** What a run's name does not tell of it. */
export interface Traits {
  /** Whether its event files hold anything. */
  logged: boolean;
  checkpointed: boolean;
  /** The tag of its only scalar; null when there is none, or more. */
  onlyScalar: string | null;
  /** Whether it logs epochs as Keras does. */
  keras: boolean;
  /** Whether it tells the hyperparameters of a session. */
  session: boolean;
  /** Seconds since 1970 of the newest event; null before the first. */
  lastEventAt: number | null;
}

type Lasting = Exclude<keyof Traits, "lastEventAt">;

/** A table, so that none is forgotten. */
const LASTING: Readonly<Record<Lasting, true>> = {
  logged: true,
  checkpointed: true,
  onlyScalar: true,
  keras: true,
  session: true,
};
const LASTING_TRAITS = Object.keys(LASTING) as Lasting[];

/** Whether nothing is another but when the newest event was. */
export function sameButForTime(one: Traits, other: Traits): boolean {
  return LASTING_TRAITS.every((trait) => one[trait] === other[trait]);
}

/** A run as a part of a model. */
export interface Part {
  run: string;
  /** What its tags are put under in the model: `validation` makes `loss` the model's `validation/loss`; "" for none. */
  under: string;
  /** What is put behind its tags: `a` makes `losses` the model's `losses/a`; "" for none. */
  key: string;
}

/** Tells where a run belongs. */
type Way = Omit<Part, "run"> & { parent: string };

/** Directories in which one training keeps what it measured on different data. */
const TRAINING = "train";
const HELD_OUT = ["validation", "valid", "val", "eval", "test"];
/** `add_hparams` names a directory by the time: 1732372871.12345. */
const BY_TIME = /^\d{9,11}(\.\d+)?$/;
/** Hugging Face keeps the event files of a training below its checkpoints. */
const BESIDE_CHECKPOINTS = "runs";

/** The parts of every model, by the model's name; each run is in one, the first part gives the model its steps. */
export function modelsOf(runs: ReadonlyMap<string, Traits>): Map<string, Part[]> {
  const siblings = new Map<string, string[]>();
  for (const name of runs.keys()) {
    const parent = posix.dirname(name);
    const known = siblings.get(parent);
    if (known) known.push(name);
    else siblings.set(parent, [name]);
  }
  const ways = new Map<string, Way>();
  for (const [name, traits] of runs) {
    if (name === ROOT) continue;
    for (const rule of RULES) {
      const way = rule(name, traits, runs, siblings.get(posix.dirname(name))!);
      if (!way) continue;
      ways.set(name, way);
      break;
    }
  }
  const models = new Map<string, Part[]>();
  for (const name of runs.keys()) {
    const { parent, under, key } = allTheWay(name, ways);
    const parts = models.get(parent) ?? [];
    models.set(parent, parts);
    const part = { run: name, under, key };
    if (name === parent || posix.basename(name) === TRAINING) parts.unshift(part);
    else parts.push(part);
  }
  return models;
}

/** `siblings` are all runs in the same directory. */
type Rule = (
  name: string,
  traits: Traits,
  runs: ReadonlyMap<string, Traits>,
  siblings: readonly string[],
) => Way | null;

/** `train` and `validation` are one model, named like the directory that holds them. */
const withItsData: Rule = (name, traits, runs, siblings) => {
  const [parent, own] = [posix.dirname(name), posix.basename(name)];
  const way = { parent, under: own, key: "" };
  if (own === TRAINING) {
    const heldOut = siblings.some((one) => HELD_OUT.includes(posix.basename(one)));
    return traits.keras || heldOut ? way : null;
  }
  if (!HELD_OUT.includes(own)) return null;
  const trained = siblings.some((one) => posix.basename(one) === TRAINING);
  return trained || runs.get(parent)?.logged ? way : null;
};

/** What `add_hparams` wrote once beside a run; several of them are trials of their own. */
const sessionOf: Rule = (name, traits, runs, siblings) => {
  const parent = posix.dirname(name);
  if (!isSession(name, traits) || !runs.get(parent)?.logged) return null;
  const several = siblings.some((one) => one !== name && isSession(one, runs.get(one)!));
  return several ? null : { parent, under: "", key: "" };
};

/** One curve of `add_scalars`: tensorboardX makes `losses/a` of it, PyTorch `losses_a`, each with the tag `losses`. */
const curveOf: Rule = (name, { onlyScalar }, runs) => {
  if (!onlyScalar) return null;
  const starts = [`${onlyScalar}/`, `${onlyScalar.replaceAll("/", "_")}_`];
  for (let parent = posix.dirname(name); ; parent = posix.dirname(parent)) {
    const below = parent === ROOT ? name : name.slice(parent.length + 1);
    const start = starts.find((one) => below.startsWith(one) && below.length > one.length);
    if (start !== undefined && runs.get(parent)?.logged)
      return { parent, under: "", key: below.slice(start.length) };
    if (parent === ROOT) return null;
  }
};

/** The newest event files below a directory of checkpoints that has none of its own. */
const besideCheckpoints: Rule = (name, _traits, runs, siblings) => {
  const folder = posix.dirname(name);
  const parent = posix.dirname(folder);
  const output = runs.get(parent);
  if (posix.basename(folder) !== BESIDE_CHECKPOINTS || !output?.checkpointed || output.logged)
    return null;
  const newest = (one: string): number => runs.get(one)?.lastEventAt ?? -Infinity;
  const older = siblings.every((one) => one === name || newest(one) < newest(name));
  return older ? { parent, under: "", key: "" } : null;
};

const RULES: readonly Rule[] = [withItsData, sessionOf, curveOf, besideCheckpoints];
const ROOT = ".";

const isSession = (name: string, { session }: Traits): boolean =>
  session && BY_TIME.test(posix.basename(name));

/** Where a run ends up when the one it belongs to belongs to another in turn. */
function allTheWay(name: string, ways: ReadonlyMap<string, Way>): Way {
  const way = ways.get(name);
  if (!way) return { parent: name, under: "", key: "" };
  const further = allTheWay(way.parent, ways);
  const under = [further.under, way.under].filter((part) => part !== "").join("/");
  return { parent: further.parent, under, key: way.key };
}
