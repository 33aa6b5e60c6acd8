// Hands a file made in the page to the person.

/** Saves `content` under `name`, with everything a file name cannot hold replaced. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replaceAll(/[^\w.-]+/g, "-").slice(0, 120);
  link.click();
  // The click only starts the download; the browser reads the blob after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
