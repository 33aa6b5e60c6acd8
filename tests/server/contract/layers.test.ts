import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parameterName } from "#contract/layers.ts";
import { piecesOf, spelled } from "#contract/namePath.ts";

describe("a weight's tag names a layer, a parameter and its role", () => {
  it.each([
    // Our trainer, and TensorFlow.js
    ["hidden1/kernel", "hidden1", "kernel", "kernel"],
    ["output/kernel", "output", "kernel", "kernel"],
    // Keras 2 and 3
    ["dense/kernel_0/histogram", "dense", "kernel", "kernel"],
    ["dense/bias_0", "dense", "bias", "bias"],
    ["sequential/dense/kernel/histogram", "sequential/dense", "kernel", "kernel"],
    ["kernel/histogram", "", "kernel", "kernel"],
    ["dense/kernel:0", "dense", "kernel", "kernel"],
    ["bn1/gamma", "bn1", "gamma", "scale"],
    ["batch_normalization/beta_0/histogram", "batch_normalization", "beta", "bias"],
    ["conv1_bn/moving_variance", "conv1_bn", "moving_variance", "statistic"],
    ["lstm/lstm_cell/recurrent_kernel:0", "lstm/lstm_cell", "recurrent_kernel", "kernel"],
    ["embedding/embeddings_0/histogram", "embedding", "embeddings", "embedding"],
    ["optimizer/3", "optimizer", "3", "statistic"],
    [
      "optimizer_weights/adam/zeta_kernel_velocity",
      "optimizer_weights/adam",
      "zeta_kernel_velocity",
      "statistic",
    ],
    // Flax, Haiku, TF-Slim
    ["params/Dense_0/kernel", "Dense_0", "kernel", "kernel"],
    ["batch_stats/BatchNorm_0/mean", "BatchNorm_0", "mean", "statistic"],
    ["params/BatchNorm_0/scale", "BatchNorm_0", "scale", "scale"],
    ["mlp/linear/w", "mlp/linear", "w", "kernel"],
    ["InceptionV1/Conv2d_1a_7x7/weights", "InceptionV1/Conv2d_1a_7x7", "weights", "kernel"],
    // PyTorch and torchvision
    ["layer1.0.conv1.weight", "layer1.0.conv1", "weight", "kernel"],
    ["layer4.2.downsample.0.weight", "layer4.2.downsample.0", "weight", "kernel"],
    ["features.0.weight", "features.0", "weight", "kernel"],
    ["bn1.weight", "bn1", "weight", "scale"],
    ["bn1.running_var", "bn1", "running_var", "statistic"],
    ["bn1.num_batches_tracked", "bn1", "num_batches_tracked", "statistic"],
    ["rnn.weight_ih_l0", "rnn", "weight_ih_l0", "kernel"],
    ["rnn.bias_hh_l0_reverse", "rnn", "bias_hh_l0_reverse", "bias"],
    ["attn.in_proj_weight", "attn", "in_proj_weight", "kernel"],
    ["conv.weight_g", "conv", "weight_g", "scale"],
    ["w_1", "", "w_1", "kernel"],
    ["act1.weight", "act1", "weight", "kernel"],
    ["encoder.activation.weight", "encoder.activation", "weight", "kernel"],
    ["normal_head.weight", "normal_head", "weight", "kernel"],
    ["fc1.weight.exp_avg", "fc1.weight", "exp_avg", "statistic"],
    // Logged under a folder, or wrapped
    ["weights/fc1.weight", "fc1", "weight", "kernel"],
    ["Parameters/fc1.weight", "fc1", "weight", "kernel"],
    ["histograms/0.bias", "0", "bias", "bias"],
    ["weight/fc1.weight", "fc1", "weight", "kernel"],
    ["weights.0", "weights", "0", "other"],
    ["module.fc.weight", "fc", "weight", "kernel"],
    ["module._orig_mod.fc.weight", "fc", "weight", "kernel"],
    ["_fsdp_wrapped_module.fc._checkpoint_wrapped_module.bias", "fc", "bias", "bias"],
    // Hugging Face and timm
    ["bert.embeddings.LayerNorm.weight", "bert.embeddings.LayerNorm", "weight", "scale"],
    ["bert.embeddings.LayerNorm.gamma", "bert.embeddings.LayerNorm", "gamma", "scale"],
    ["transformer.h.3.ln_1.weight", "transformer.h.3.ln_1", "weight", "scale"],
    ["transformer.wte.weight", "transformer.wte", "weight", "embedding"],
    ["model.embed_tokens.weight", "model.embed_tokens", "weight", "embedding"],
    ["model.norm.weight", "model.norm", "weight", "scale"],
    ["lm_head.weight", "lm_head", "weight", "kernel"],
    ["q_proj.base_layer.weight", "q_proj", "weight", "kernel"],
    ["q_proj.lora_A.default.weight", "q_proj.lora_A.default", "weight", "kernel"],
    ["patch_embed.proj.weight", "patch_embed.proj", "weight", "kernel"],
    ["pos_embed", "", "pos_embed", "embedding"],
    ["cls_token", "", "cls_token", "embedding"],
    // Nobody's
    ["", "", "", "other"],
    ["/", "", "", "other"],
    ["__proto__", "", "__proto__", "other"],
    ["a/constructor", "a", "constructor", "other"],
    ["\u202Eevil/\u0000", "\u202Eevil", "\u0000", "other"],
  ])("%j → %s · %s (%s)", (tag, layer, parameter, role) => {
    expect(parameterName(tag)).toMatchObject({ layer, parameter, role, quantity: "weights" });
  });
});

describe("a gradient's tag", () => {
  it.each([
    ["dense/kernel_0_grad", "dense/kernel_0"],
    ["layer1.0.conv1.weight.grad", "layer1.0.conv1.weight"],
    ["layer1.0.conv1.weight/grad", "layer1.0.conv1.weight"],
    ["grad/layer1.0.conv1.weight", "layer1.0.conv1.weight"],
    ["gradients/layer1.0.conv1.weight", "layer1.0.conv1.weight"],
    ["Gradients/module.fc1.bias", "fc1.bias"],
    ["grad_fc1.weight", "fc1.weight"],
    ["fc1.weight-gradient", "fc1.weight"],
    ["train/gradients/fc1.weight", "train/fc1.weight"],
    ["gradients/weights/bn1.weight/histogram", "bn1.weight"],
    ["weights/grad", "weights"],
  ])("%s belongs to %s", (gradient, weights) => {
    expect(parameterName(gradient)).toEqual({ ...parameterName(weights), quantity: "gradients" });
  });
});

describe("an activation's tag", () => {
  it.each([
    ["dense_out", "dense"],
    ["relu1_out", "relu1"],
    ["activations/layer1.0.relu", "layer1.0.relu"],
    ["activations/output", "output"],
    ["act/fc1", "fc1"],
    ["fc1/activation", "fc1"],
    ["fc1.outputs", "fc1"],
    ["encoder/layer_0/activation/histogram", "encoder/layer_0"],
    ["fc1_activation", "fc1"],
  ])("%s belongs to %s", (tag, layer) => {
    expect(parameterName(tag)).toMatchObject({
      layer,
      parameter: "activation",
      quantity: "activations",
    });
  });

  it("has the layer that the layer's weights have", () => {
    const { layer } = parameterName("layer1.0.conv1.weight");
    expect(parameterName("activations/layer1.0.conv1").layer).toBe(layer);
  });
});

describe("a block is the outermost numbered container", () => {
  it.each([
    ["model.layers.10.self_attn.q_proj.weight", "model.layers.10"],
    ["model.layers.3.block_sparse_moe.experts.5.w1.weight", "model.layers.3"],
    ["gradients/layer1.0.conv1.weight", "layer1.0"],
    ["bert/encoder/layer_._0/attention/self/query/kernel:0", "bert/encoder/layer_._0"],
    ["params/encoderblock_3/MlpBlock_0/Dense_1/kernel", "encoderblock_3"],
    ["conv2_block1_1_conv/kernel_0", "conv2_block1"],
    ["block_1_expand_BN/gamma", "block_1"],
    ["block2a_expand_conv/kernel", "block2a"],
    ["features.0.weight", ""],
    ["fc.weight", ""],
    ["dense_1/kernel", ""],
  ])("%s is in %j", (tag, block) => {
    expect(parameterName(tag).block).toBe(block);
  });
});

/** Modules as people call them; none is a word that says a quantity. */
const moduleName = fc.constantFrom(
  "encoder",
  "layers",
  "0",
  "17",
  "conv1",
  "bn",
  "fc_2",
  "norm",
  "É",
);
const path = fc.array(moduleName, { minLength: 1, maxLength: 6 }).map((parts) => parts.join("."));
const parameter = fc.constantFrom("weight", "bias", "running_mean", "alpha");
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        "/",
        ".",
        "_0",
        ":",
        "grad",
        "_grad",
        "_out",
        "weights",
        "params",
        "module",
        "vars",
        "0",
        "x",
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join("")),
);

describe("for any names", () => {
  it("gradients bear the names of their weights", () => {
    const gradients = [
      (name: string) => `${name}.grad`,
      (name: string) => `${name}/grad`,
      (name: string) => `${name}_grad`,
      (name: string) => `grad/${name}`,
      (name: string) => `gradients/${name}/histogram`,
      (name: string) => `gradients/module.${name}`,
      (name: string) => `Gradients/weights/${name}`,
    ];
    fc.assert(
      fc.property(path, parameter, fc.constantFrom(...gradients), (layer, last, gradientOf) => {
        const weights = parameterName(`${layer}.${last}`);
        expect(weights).toMatchObject({ layer, parameter: last, quantity: "weights" });
        expect(parameterName(gradientOf(`${layer}.${last}`))).toEqual({
          ...weights,
          quantity: "gradients",
        });
      }),
    );
  });

  it("what a tag resolves to is spelled by pieces of it, in their order", () => {
    fc.assert(
      fc.property(hostile, (tag) => {
        const { layer, block } = parameterName(tag);
        let from = 0;
        for (const { text } of layer === "" ? [] : piecesOf(layer)) {
          const at = tag.indexOf(text, from);
          expect(at, `${JSON.stringify(text)} in ${JSON.stringify(tag)}`).toBeGreaterThanOrEqual(0);
          from = at + text.length;
        }
        expect(layer.startsWith(block)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("a resolved name of a module stays as it is when resolved again", () => {
    fc.assert(
      fc.property(path, parameter, (layer, last) => {
        const once = parameterName(`module.${layer}.${last}`);
        expect(parameterName(`${once.layer}.${once.parameter}`)).toEqual(once);
      }),
    );
  });

  it("the pieces of a name spell it", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        expect(spelled(piecesOf(name))).toBe(name);
      }),
    );
  });
});

describe("a tag of a megabyte", () => {
  it.each([".", "/", "_0", ":1", "_out", "a/grad/", "block1", "vars/0", "weights/", "module."])(
    "made of %j is resolved as fast as it is read",
    (part) => {
      const tag = part.repeat(1_000_000 / part.length);
      const start = performance.now();
      parameterName(tag);
      expect(performance.now() - start).toBeLessThan(3_000);
    },
  );
});
