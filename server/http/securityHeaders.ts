// The headers of every answer: what the page may load, and that nobody else may use it.

/** `frameAncestors` says who may show the page in a frame, as in CSP's frame-ancestors. */
export function securityHeaders(frameAncestors: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    // Networks run in the page as WebAssembly; code from text stays forbidden.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors}`,
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
}
