// Gives uPlot a language that Intl knows: under the POSIX locale Chromium calls its own "en-US@posix", and uPlot, which
// asks Intl for it while it is being imported, would take the whole page down. To be imported before uPlot.

try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en-US" });
}
