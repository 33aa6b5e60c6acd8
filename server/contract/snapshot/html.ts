// One HTML file that is the whole page with a recording in it: it opens without a server, and loads nothing.
import { RECORDING_ID } from "./recordingId.ts";

/** The built page's files, as they are. */
export interface PageFiles {
  /** The one module that the page is. */
  script: string;
  style: string;
  /** SVG. */
  icon: string;
}

export interface SnapshotParts {
  page: PageFiles;
  /** Of the packed and gzipped recording. */
  base64: string;
  title: string;
  /** Drawn anew for each file: nothing but its own script runs in it. */
  nonce: string;
}

/** How the page's script and markup name the icon. */
const ICON = "./icon.svg";

/** The file's text. */
export function snapshotHtml({ page, base64, title, nonce }: SnapshotParts): string {
  const icon = `data:image/svg+xml,${encodeURIComponent(page.icon)}`;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="dark light" />
    <title>${escaped(title)}</title>
    <link rel="icon" type="image/svg+xml" href="${icon}" />
    <style>${page.style.replaceAll("</style", "<\\/style")}</style>
  </head>
  <body>
    <div id="app"></div>
    <noscript>Layerlapse draws with JavaScript: allow it for this page, then reload.</noscript>
    <script type="text/plain" id="${RECORDING_ID}">${base64}</script>
    <script type="module" nonce="${nonce}">${inlined(page.script.replaceAll(ICON, icon))}</script>
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** A script that ends no script element: `<` in front of these is the same in strings and patterns when it is spelled so. */
function inlined(script: string): string {
  return script.replaceAll(/<(?=\/script|!--)/gi, "\\x3C");
}
