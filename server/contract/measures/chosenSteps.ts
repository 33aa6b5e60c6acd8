// Which checkpoints' spectra are shown: all, or of many ones that hardly change while a training goes on.

/** More curves behind the lit one would be one grey area. */
export const MOST_SPECTRA = 40;

/**
 * The steps whose spectra are shown, ascending: all, or of many every second, fourth … one with the last and the `lit`
 * one, so that few change when a training goes on.
 */
export function chosenSteps(checkpoints: readonly number[], lit: number | null): number[] {
  let every = 1;
  while (Math.ceil(checkpoints.length / every) > MOST_SPECTRA - 2) every *= 2;
  if (checkpoints.length <= MOST_SPECTRA) every = 1;
  const last = checkpoints.length - 1;
  return checkpoints.filter((step, i) => i % every === 0 || i === last || step === lit);
}
