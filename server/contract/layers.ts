// Tags → layers and parameters: `hidden1/kernel`, `dense/kernel_0/histogram` and `layer1.0.conv1.weight` mean the same kind of thing.

/** What a parameter does in its layer. */
export type Role = "kernel" | "bias" | "scale" | "statistic" | "other";

export interface ParameterName {
  layer: string;
  parameter: string;
  role: Role;
}

const ROLES: Readonly<Record<string, Role>> = {
  kernel: "kernel",
  weight: "kernel",
  embeddings: "kernel",
  depthwise_kernel: "kernel",
  recurrent_kernel: "kernel",
  bias: "bias",
  beta: "bias",
  gamma: "scale",
  moving_mean: "statistic",
  moving_variance: "statistic",
  running_mean: "statistic",
  running_var: "statistic",
};

/** Resolves a histogram's tag. The writer's own suffixes (`/histogram`, `_0`, `:0`) are dropped. */
export function parameterName(tag: string): ParameterName {
  const bare = tag.replace(/\/histogram$/, "").replace(/:\d+$/, "");
  const cut = Math.max(bare.lastIndexOf("/"), bare.lastIndexOf("."));
  const layer = cut < 0 ? "" : bare.slice(0, cut);
  const last = bare.slice(cut + 1);
  const parameter = last in ROLES ? last : last.replace(/_\d+$/, "");
  return { layer, parameter, role: Object.hasOwn(ROLES, parameter) ? ROLES[parameter]! : "other" };
}
