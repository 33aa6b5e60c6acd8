// What methods need, fetched once and kept while there is room: structures, weights, networks ready to be run, examples.
import { BoundedCache } from "./boundedCache.ts";
import { load, type LoadedNetwork, unload } from "./engine/loaded.ts";
import type { Examples } from "./examples.ts";
import { examplesFrom } from "./examplesFrom.ts";
import { networkFromJson } from "./graph/fromJson.ts";
import type { Network, WeightSpec } from "./graph/network.ts";
import { sizeOf } from "./graph/shapes.ts";
import type { NetworkAt, NetworkSource } from "./methods/method.ts";
import type { GivenNetwork } from "./tfjsFiles.ts";

export interface LibraryWorld {
  /** Rejects with an error whose message is for people. */
  fetchBytes(address: string): Promise<ArrayBuffer>;
  /** Starts what networks are run with. */
  startBackend(): Promise<void>;
}

/** A network that stays until it is released. */
export interface Held {
  loaded: LoadedNetwork;
  release(this: void): void;
}

interface Shelved {
  loaded: LoadedNetwork;
  users: number;
  /** No room was left for it: it goes when nobody uses it any more. */
  isDropped: boolean;
}

const MB = 2 ** 20;
/** Of weights as they were fetched: what is scrubbed over stays at hand. */
const MOST_FETCHED_BYTES = 256 * MB;
/** Of networks ready to be run, which lie in WebAssembly's memory. */
const MOST_READY_BYTES = 160 * MB;
/** WebAssembly has no room for more than a few times this. */
const LARGEST_BYTES = 512 * MB;

export class Library {
  readonly #world: LibraryWorld;
  readonly #given = new Map<string, GivenNetwork>();
  readonly #structures = new Map<string, Promise<Network>>();
  readonly #examples = new Map<string, Promise<Examples>>();
  readonly #fetched = new BoundedCache<Float32Array>(MOST_FETCHED_BYTES);
  readonly #fetching = new Map<string, Promise<Float32Array>>();
  readonly #ready = new BoundedCache<Shelved>(MOST_READY_BYTES, letGo);
  readonly #readying = new Map<string, Promise<Shelved>>();
  #started: Promise<void> | null = null;

  constructor(world: LibraryWorld) {
    this.#world = world;
  }

  /** Keeps a network that cannot be fetched. */
  give(key: string, network: GivenNetwork): void {
    this.#given.set(key, network);
  }

  structure({ key, json }: NetworkSource): Promise<Network> {
    return kept(this.#structures, key, async () => {
      const given = this.#given.get(key);
      if (given !== undefined) return networkFromJson(given.json);
      return networkFromJson(new TextDecoder().decode(await this.#world.fetchBytes(json)));
    });
  }

  examples(address: string): Promise<Examples> {
    return kept(this.#examples, address, async () => {
      return examplesFrom(await this.#world.fetchBytes(address));
    });
  }

  async network(at: NetworkAt): Promise<Held> {
    const key = `${at.source.key} ${at.step}`;
    const shelved =
      this.#ready.get(key) ?? (await shared(this.#readying, key, () => this.#load(key, at)));
    shelved.users++;
    return {
      loaded: shelved.loaded,
      release() {
        shelved.users--;
        if (shelved.isDropped) letGo(shelved);
      },
    };
  }

  /** Whether the weights are at hand, or have been in vain. */
  async prefetch({ source, step }: NetworkAt): Promise<void> {
    const network = await this.structure(source);
    // Of larger ones the next would only push out the one before.
    if (bytesOf(network) > MOST_FETCHED_BYTES / 4) return;
    for (const { tensor: name } of specsOf(network)) await this.#weights(source, step, name);
  }

  async #load(key: string, { source, step }: NetworkAt): Promise<Shelved> {
    this.#started ??= this.#world.startBackend();
    const [network] = await Promise.all([this.structure(source), this.#started]);
    const bytes = bytesOf(network);
    if (bytes > LARGEST_BYTES) {
      throw new Error(
        `Its weights take ${Math.round(bytes / MB)} MB; networks of up to ${LARGEST_BYTES / MB} MB can be run in a page.`,
      );
    }
    const names = [...new Set(specsOf(network).map(({ tensor }) => tensor))];
    const values = await Promise.all(names.map((name) => this.#weights(source, step, name)));
    const byName = new Map(names.map((name, i) => [name, values[i]!]));
    const loaded = load(network, (name) => byName.get(name)!);
    const shelved: Shelved = { loaded, users: 0, isDropped: false };
    this.#ready.put(key, shelved, bytes);
    return shelved;
  }

  async #weights(
    { key, tensors }: NetworkSource,
    step: number,
    name: string,
  ): Promise<Float32Array> {
    const given = this.#given.get(key);
    if (given !== undefined) return weightIn(given, name);
    const address = tensors
      .replace("{step}", String(step))
      .replace("{tensor}", () => encodeURIComponent(name));
    const known = this.#fetched.get(address);
    if (known !== undefined) return known;
    return shared(this.#fetching, `${key} ${address}`, async () => {
      const values = new Float32Array(await this.#world.fetchBytes(address));
      this.#fetched.put(address, values, values.byteLength);
      return values;
    });
  }
}

/** The promise that is under way under that key, else the one that `begin` begins. */
function shared<T>(
  underway: Map<string, Promise<T>>,
  key: string,
  begin: () => Promise<T>,
): Promise<T> {
  const known = underway.get(key);
  if (known !== undefined) return known;
  const begun = begin().finally(() => underway.delete(key));
  underway.set(key, begun);
  return begun;
}

/** The same, which stays when it has succeeded. */
function kept<T>(all: Map<string, Promise<T>>, key: string, begin: () => Promise<T>): Promise<T> {
  const known = all.get(key);
  if (known !== undefined) return known;
  const begun = begin();
  all.set(key, begun);
  begun.catch(() => all.delete(key));
  return begun;
}

/** Converters put the name of the model before that of the layer. */
function weightIn({ weights }: GivenNetwork, tensor: string): Float32Array {
  const found =
    weights.find(({ name }) => name === tensor) ??
    weights.find(({ name }) => name.endsWith(`/${tensor}`));
  if (found !== undefined) return found.values;
  throw new Error(`There is no ${tensor} among the weights of this model.json.`);
}

function letGo(shelved: Shelved): void {
  shelved.isDropped = true;
  if (shelved.users === 0) unload(shelved.loaded);
}

function specsOf({ nodes }: Network): WeightSpec[] {
  return nodes.flatMap(({ weights }) => weights);
}

function bytesOf(network: Network): number {
  const counts = specsOf(network).map(({ shape }) => sizeOf(shape));
  return counts.reduce((sum, count) => sum + count * Float32Array.BYTES_PER_ELEMENT, 0);
}
