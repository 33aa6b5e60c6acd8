// Layers of real models stand as data pass through them, told by their names alone.
import { describe, expect, it } from "vitest";
import { inNetworkOrder } from "#contract/layerOrder.ts";
import { parameterName } from "#contract/layers.ts";

function layersInOrder(layers: readonly string[]): string[] {
  const items = layers.map((layer) => parameterName(`${layer}.weight`));
  return inNetworkOrder(items, () => Infinity).map(({ layer }) => layer);
}

/** The layers of each as the model passes its data on; of many blocks, two. */
const MODELS: Readonly<Record<string, readonly string[]>> = {
  "GPT-2 (transformers)": [
    "transformer.wpe",
    "transformer.wte",
    ...[0, 11].flatMap((n) =>
      ["ln_1", "attn.c_attn", "attn.c_proj", "ln_2", "mlp.c_fc", "mlp.c_proj"].map(
        (layer) => `transformer.h.${n}.${layer}`,
      ),
    ),
    "transformer.ln_f",
    "lm_head",
  ],
  "Llama (transformers)": [
    "model.embed_tokens",
    ...[0, 2, 10].flatMap((n) =>
      [
        "input_layernorm",
        "self_attn.q_proj",
        "self_attn.k_proj",
        "self_attn.v_proj",
        "self_attn.o_proj",
        "post_attention_layernorm",
        "mlp.down_proj",
        "mlp.gate_proj",
        "mlp.up_proj",
      ].map((layer) => `model.layers.${n}.${layer}`),
    ),
    "model.norm",
    "lm_head",
  ],
  "Llama (Meta)": [
    "tok_embeddings",
    "layers.0.attention_norm",
    "layers.0.attention.wq",
    "layers.0.attention.wk",
    "layers.0.attention.wv",
    "layers.0.attention.wo",
    "layers.0.ffn_norm",
    "layers.0.feed_forward.w1",
    "norm",
    "output",
  ],
  "BERT (transformers)": [
    "bert.embeddings.position_embeddings",
    "bert.embeddings.token_type_embeddings",
    "bert.embeddings.word_embeddings",
    "bert.embeddings.LayerNorm",
    ...[0, 11].flatMap((n) =>
      [
        "attention.self.query",
        "attention.self.key",
        "attention.self.value",
        "attention.output.dense",
        "attention.output.LayerNorm",
        "intermediate.dense",
        "output.dense",
        "output.LayerNorm",
      ].map((layer) => `bert.encoder.layer.${n}.${layer}`),
    ),
    "bert.pooler.dense",
    "cls.seq_relationship",
  ],
  "BART's decoder (transformers)": [
    "self_attn.q_proj",
    "self_attn.k_proj",
    "self_attn.v_proj",
    "self_attn.out_proj",
    "self_attn_layer_norm",
    "encoder_attn.q_proj",
    "encoder_attn_layer_norm",
    "fc1",
    "fc2",
    "final_layer_norm",
  ].map((layer) => `decoder.layers.0.${layer}`),
  "T5 (transformers)": [
    "shared",
    "encoder.block.0.layer.0.SelfAttention.q",
    "encoder.block.0.layer.0.layer_norm",
    "encoder.block.0.layer.1.DenseReluDense.wi",
    "encoder.final_layer_norm",
    "decoder.block.0.layer.0.SelfAttention.q",
    "decoder.final_layer_norm",
    "lm_head",
  ],
  "ViT (torchvision)": [
    "conv_proj",
    ...[0, 11].flatMap((n) =>
      ["ln_1", "self_attention.out_proj", "ln_2", "mlp.0", "mlp.3"].map(
        (layer) => `encoder.layers.encoder_layer_${n}.${layer}`,
      ),
    ),
    "encoder.ln",
    "heads.head",
  ],
  "ViT (timm)": [
    "patch_embed.proj",
    ...[0, 11].flatMap((n) =>
      ["norm1", "attn.qkv", "attn.proj", "norm2", "mlp.fc1", "mlp.fc2"].map(
        (layer) => `blocks.${n}.${layer}`,
      ),
    ),
    "norm",
    "head",
  ],
  "ResNet-50 (torchvision)": [
    "conv1",
    "bn1",
    ...["layer1.0", "layer1.1", "layer4.2"].flatMap((block) =>
      ["conv1", "bn1", "conv2", "bn2", "conv3", "bn3", "downsample.0", "downsample.1"].map(
        (layer) => `${block}.${layer}`,
      ),
    ),
    "fc",
  ],
  "UNet (diffusers)": [
    "conv_in",
    "time_embedding.linear_1",
    "time_embedding.linear_2",
    ...[0, 3].flatMap((n) =>
      [
        "resnets.0.time_emb_proj",
        "resnets.0.conv1",
        "resnets.0.norm1",
        "attentions.0.norm",
        "downsamplers.0.conv",
      ].map((layer) => `down_blocks.${n}.${layer}`),
    ),
    "mid_block.resnets.0.conv1",
    "mid_block.attentions.0.proj_in",
    "up_blocks.0.resnets.0.conv1",
    "up_blocks.0.upsamplers.0.conv",
    "conv_norm_out",
    "conv_out",
  ],
  "UNet (milesial)": [
    "inc.double_conv.0",
    "inc.double_conv.1",
    "down1.maxpool_conv.1.double_conv.0",
    "down4.maxpool_conv.1.double_conv.0",
    "up1.up",
    "up4.up",
    "outc.conv",
  ],
};

describe("the layers of", () => {
  it.each(Object.entries(MODELS))("%s are found in the order of the network", (_, layers) => {
    expect(layersInOrder(layers.toSorted())).toEqual(layers);
    expect(layersInOrder(layers.toReversed())).toEqual(layers);
  });

  it("a level of twenty thousand parts is put in order without comparing each with all", () => {
    const layers = Array.from({ length: 20_000 }, (_, i) => `norm_${i % 2 ? "a" : "b"}_${i}`);
    const start = process.cpuUsage();
    expect(layersInOrder(layers)).toHaveLength(layers.length);
    expect(process.cpuUsage(start).user).toBeLessThan(10_000_000);
  });
});
