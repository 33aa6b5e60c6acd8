// What a run's log says of the model as a whole: its layers, its hyperparameters, whether it has ended.
import type { TagMetadata } from "#contract/eventlog/batch.ts";
import {
  decodeHparams,
  HPARAMS_PLUGIN,
  type Hyperparameters,
  type SessionStatus,
} from "#contract/eventlog/hparams.ts";
import { type ArchitectureLayer, architectureFromJson } from "#contract/eventlog/keras.ts";
import { decodeTensor } from "#contract/eventlog/tensor.ts";

/** The hyperparameter that promises how far the steps will go. */
const PLANNED_STEPS = "epochs";

export class Facts {
  /** As logged. */
  #logged: { json: string; layers: ArchitectureLayer[] } | null = null;
  /** As the checkpoints hold it. */
  #saved: { json: string; layers: ArchitectureLayer[] | null } | null = null;
  hparams: Hyperparameters = {};
  ended: SessionStatus | null = null;
  /** Whether the start of a session was told. */
  started = false;

  get plannedSteps(): number | null {
    const planned = this.hparams[PLANNED_STEPS];
    return typeof planned === "number" && Number.isFinite(planned) ? planned : null;
  }

  /** Takes a value of the HParams plugin. Throws `MalformedMessage`. */
  takeSession({ plugin, pluginContent }: TagMetadata): void {
    if (plugin !== HPARAMS_PLUGIN || !pluginContent) return;
    const session = decodeHparams(pluginContent);
    if (session.kind === "start") {
      this.started = true;
      this.hparams = session.hparams;
      this.ended = null;
    } else if (session.kind === "end") {
      this.ended = session.status;
    }
  }

  /** Takes a model's JSON, a TensorProto of one string. Throws an Error that says what is wrong. */
  takeModel(tensor: Uint8Array): void {
    const [json] = decodeTensor(tensor, 0, tensor.length).strings;
    if (json === undefined) throw new Error("a model without its JSON");
    this.#logged = { json, layers: architectureFromJson(json) };
  }

  /** Takes the model that is saved with the weights, which counts where none is logged. */
  takeSaved(json: string | null): void {
    if (json === this.#saved?.json) return;
    this.#saved = json === null ? null : { json, layers: layersOf(json) };
  }

  get architecture(): ArchitectureLayer[] | null {
    return this.#logged?.layers ?? this.#saved?.layers ?? null;
  }

  /** What the architecture was read from. */
  get json(): string | null {
    return this.#logged?.json ?? (this.#saved?.layers ? this.#saved.json : null);
  }
}

/** Null when there are none to be told: the weights are named without them. */
function layersOf(json: string): ArchitectureLayer[] | null {
  try {
    return architectureFromJson(json);
  } catch {
    return null;
  }
}
