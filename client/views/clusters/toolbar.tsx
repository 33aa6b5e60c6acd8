// How many clusters, what neurons are drawn as, how many edges, and which of the models.
import { Hint } from "../../ui/hint.tsx";
import { Menu } from "../../ui/menu.tsx";
import { BANDS, type ClustersOptions, LEAST_K, MOST_K, PICTURES, SHOWN } from "./options.ts";

interface ClustersToolbarProps {
  options: ClustersOptions;
  change: (some: Partial<ClustersOptions>) => void;
}

export function ClustersToolbar({ options, change }: ClustersToolbarProps) {
  const { k, edges, bands, picture, models } = options;
  return (
    <div class="toolbar" role="group" aria-label="What is shown of the clusters">
      <div class="toolbar-group">
        <label class="field">
          <span class="field-name">Clusters</span>
          <input
            type="range"
            min={LEAST_K}
            max={MOST_K}
            step={1}
            value={k}
            aria-label="Clusters in each layer"
            data-testid="clusters-k"
            onInput={(event) => change({ k: Number(event.currentTarget.value) })}
          />
          <output>{k}</output>
        </label>
        <label class="field" title="Bands weaker than this share of the strongest are left out">
          <span class="field-name">Bands from</span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={edges}
            aria-label="Weakest band that is drawn, as a share of the strongest"
            data-testid="clusters-edges"
            onInput={(event) => change({ edges: Number(event.currentTarget.value) })}
          />
          <output>{Math.round(edges * 100)}%</output>
        </label>
        <Menu
          label="Bands stand for"
          testId="clusters-bands"
          value={bands}
          options={BANDS}
          change={(next) => change({ bands: next })}
        />
      </div>
      <div class="toolbar-group">
        <Menu
          label="Neurons are drawn as"
          testId="clusters-picture"
          value={picture}
          options={PICTURES}
          change={(next) => change({ picture: next })}
        />
        <Menu
          label="Models"
          testId="clusters-models"
          value={models}
          options={SHOWN}
          change={(next) => change({ models: next })}
        />
        <Hint label="What am I looking at?" testId="clusters-about">
          A neuron’s activation is its maximum over an image; each neuron is known by its mean for
          every class of the examples, and k-means++ puts like ones together. A channel is drawn as
          the part of the image that excites it most, brighter than what lies around it, its area in
          proportion to its mean activation; a unit as a row with a column for each class, on the
          scale over its layer, which ends at the 99th percentile. A band’s width is the mean weight
          between two clusters (net), or by sign the mean of the positive and of the negative part,
          as a share of the strongest in its gap; where several layers lie between, of the product
          of their weights. Bands that clusters share are tied together. Keys on the picture: arrows
          walk, Enter steps to the neurons, M joins a cluster with the next, S divides it, Shift
          with an arrow moves a neuron, U undoes.
        </Hint>
      </div>
    </div>
  );
}
