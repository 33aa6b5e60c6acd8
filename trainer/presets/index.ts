// Every preset by name; a new one is a file beside this and a line here.
import { cnn } from "./cnn.ts";
import { deep } from "./deep.ts";
import { paper } from "./paper.ts";
import type { Preset } from "./preset.ts";
import { tiny } from "./tiny.ts";

export type { ModelRecipe, Preset } from "./preset.ts";

export const presets = { paper, cnn, deep, tiny } satisfies Record<string, Preset>;
export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as PresetName[];
