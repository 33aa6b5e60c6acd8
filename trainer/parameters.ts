// A model's parameters as numbers, named by layer and parameter, out of the backend and back in.
import { type Tensor, tensor } from "@tensorflow/tfjs-core";
import type { LayersModel, LayerVariable } from "@tensorflow/tfjs-layers";
import type { NamedTensor } from "#contract/safetensors.ts";
import { TrainerError } from "./trainerError.ts";

/** Every weight of the model, trained or not, under its tag, `hidden1/kernel`, in the order of the layers. */
export async function parametersOf(model: LayersModel): Promise<NamedTensor[]> {
  const parameters: NamedTensor[] = [];
  for (const [name, variable] of taggedVariables(model)) {
    const value = variable.read();
    const values = await value.data();
    parameters.push({ name, shape: value.shape, values: Float32Array.from(values) });
  }
  return parameters;
}

/** Sets the model's weights to those saved; throws a {@link TrainerError} where names or shapes differ. */
export function restoreParameters(model: LayersModel, saved: readonly NamedTensor[]): void {
  const byName = new Map(saved.map((parameter) => [parameter.name, parameter]));
  const values: Tensor[] = taggedVariables(model).map(([name, variable]) => {
    const parameter = byName.get(name);
    if (parameter?.shape.join() !== variable.shape.join()) {
      throw new TrainerError(
        `the checkpoint holds no ${name} of shape [${variable.shape.join(", ")}]`,
      );
    }
    return tensor(parameter.values, [...parameter.shape]);
  });
  model.setWeights(values);
  for (const value of values) value.dispose();
}

/** tfjs makes variable names unique within the process; the name before that is the layer's and the parameter's. */
function taggedVariables(model: LayersModel): [string, LayerVariable][] {
  const times = new Map<string, number>();
  for (const { originalName } of model.weights) {
    times.set(originalName, (times.get(originalName) ?? 0) + 1);
  }
  return model.weights.map((variable) => [
    times.get(variable.originalName) === 1 ? variable.originalName : variable.name,
    variable,
  ]);
}
