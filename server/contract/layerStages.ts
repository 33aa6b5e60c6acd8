// Where among its neighbours a part of a network stands, by the words that people call it: embeddings first, heads last.
import { isNumber } from "./namePath.ts";

/** Parts sort by their place, then by what they stand beside, what is behind it last, then by their own names. */
export interface Stage {
  readonly place: number;
  /** The part itself, or the neighbour that it normalises. */
  readonly beside: string;
  readonly isBehind: boolean;
}

/** In the order in which data pass through; what no words describe stands at {@link BODY}. The first match counts. */
const STAGES: readonly (readonly [place: number, words: RegExp])[] = [
  [9, /^embed_out$|^(?:lm_|mlm_|nsp_)?heads?$|^(?:cls|fc|scores?|logits|classifier|outputs?)$/i],
  [9, /^(?:out|outc|conv_out|proj_out|output_(?:layer|projection)|qa_outputs|predictions?)$/i],
  [8, /^pooler$/i],
  [0, /embed|^wte$|^wpe$|^shared$|(?:^|_)emb(?:$|[_\d])|_tokens?$|^stem|^conv_(?:in|stem|proj)$/i],
  [0, /^(?:inc|input|patch_proj|ln_pre|norm_pre|pre_layrnorm)$/i],
  [1, /^input_blocks?$/i],
  [2, /^resnets?$/i],
  [3, /^(?:self_?)?(?:attn|attentions?)\d*$/i],
  [4, /^(?:cross|encoder|encdec)_?att/i],
  [5.5, /^(?:bottleneck|mid_?block|middle(?:_block)?)$/i],
  [6, /^(?:decoders?|upconv)_?\d*$|^up_?(?:blocks?|\d+)$|^output_blocks?$|^(?:down|up)samplers?$/i],
];
const BODY = 5;
/** A norm that belongs to no neighbour closes what stands beside it. */
const FINAL_NORM = 7;
/** In a block with attention: the norm in front of it, and what stands between it and the rest. */
const BEFORE_ATTENTION = 1;
const BEHIND_ATTENTION = 4.5;

/** Queries, keys and values, then what is made of them. */
const PROJECTIONS: readonly RegExp[] = [
  /^(?:q|wq|to_q|q_proj|q_lin|query|qkv)$/i,
  /^(?:k|wk|to_k|k_proj|k_lin|key)$/i,
  /^(?:v|wv|to_v|v_proj|v_lin|value)$/i,
  /^(?:o|wo|to_out|o_proj|out_proj|out_lin|proj|c_proj)$/i,
];
const PROJECTION_STEP = 0.1;

const NORM = /norm(?!al)|(?:^|_)(?:bn|ln|gn)s?(?:$|[_\d])/i;
const ATTENTION = /att(?:n|ention)/i;
const IN_FRONT = /^(?:input|pre_att|att(?:n|ention)_norm)|(?:^|[a-z_])1$/i;
const AT_END = /^(?:post_(?:feed|ffw|mlp)|final_)/i;
/** What a norm of the same number belongs to. */
const NUMBERED: readonly string[] = ["conv", "fc", "linear", "lin"];
/** A longer piece is nobody's naming convention, and is not searched. */
const LONGEST_PIECE = 64;

/** The parts of one network, or of one part of it. */
export class Neighbours {
  readonly #names = new Set<string>();
  #haveAttention = false;

  add(piece: string): void {
    if (this.#names.has(piece)) return;
    this.#names.add(piece);
    this.#haveAttention ||= isSearched(piece) && ATTENTION.test(piece) && !NORM.test(piece);
  }

  /** Of one of them. */
  stageOf(piece: string): Stage {
    const itself = { beside: piece, isBehind: false };
    if (!isSearched(piece)) return { place: BODY, ...itself };
    if (!NORM.test(piece)) return { place: placeOf(piece), ...itself };
    const isInFront = this.#haveAttention && IN_FRONT.test(piece);
    const owner = isInFront ? undefined : this.#ownerOf(piece);
    if (owner !== undefined) return { place: placeOf(owner), beside: owner, isBehind: true };
    return { place: this.#placeOfNorm(piece), ...itself };
  }

  #placeOfNorm(norm: string): number {
    if (placeOf(norm) === 0) return 0;
    if (this.#haveAttention && !AT_END.test(norm))
      return IN_FRONT.test(norm) ? BEFORE_ATTENTION : BEHIND_ATTENTION;
    // Of several, each stands where its number says.
    return /\d$/.test(norm) ? BODY : FINAL_NORM;
  }

  /** `self_attn` of `self_attn_layer_norm`; `conv1` of `bn1`, but where norms have their places around attention. */
  #ownerOf(norm: string): string | undefined {
    const words = norm.split("_");
    const starts = words.map((_, i) => words.slice(0, i).join("_")).filter((one) => one !== "");
    const number = this.#haveAttention ? undefined : /\d+$/.exec(norm)?.[0];
    const numbered = number === undefined ? [] : NUMBERED.map((kind) => kind + number);
    return [...starts, ...numbered].find((one) => !NORM.test(one) && this.#names.has(one));
  }
}

function isSearched(piece: string): boolean {
  return piece.length <= LONGEST_PIECE && !isNumber(piece);
}

function placeOf(piece: string): number {
  const projection = PROJECTIONS.findIndex((words) => words.test(piece));
  if (projection >= 0) return BODY + projection * PROJECTION_STEP;
  return STAGES.find(([, words]) => words.test(piece))?.[0] ?? BODY;
}
