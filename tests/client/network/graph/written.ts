// Models as Keras writes them, made by hand.

/** A layer, named by its class unless it says otherwise. */
export function layer(kind: string, config: object, more: object = {}): object {
  return { class_name: kind, config: { name: kind.toLowerCase(), ...config }, ...more };
}

/** A Sequential model of an 8×8 image. */
export function inRow(...rest: object[]): string {
  return JSON.stringify({
    class_name: "Sequential",
    config: {
      name: "row",
      layers: [layer("InputLayer", { batch_shape: [null, 8, 8, 1] }), ...rest],
    },
  });
}
