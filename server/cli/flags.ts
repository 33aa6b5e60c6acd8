// What a flag's text means: underscores or hyphens in its name, ports, prefixes and named log directories in its value.
import { basename, resolve } from "node:path";
import { InvalidArgumentError } from "commander";

/** The arguments with `--flag_name` spelled `--flag-name`, so that TensorBoard's spelling and the common one both work. */
export function spelledWithHyphens(argv: readonly string[]): string[] {
  return argv.map((argument) =>
    argument.replace(/^--[^=]+/, (flag) => flag.replaceAll("_", "-").replace(/^-+/, "--")),
  );
}

const HIGHEST_PORT = 65_535;

export function portFrom(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= HIGHEST_PORT) return port;
  throw new InvalidArgumentError(`A port is a whole number from 0 to ${HIGHEST_PORT}.`);
}

export function secondsFrom(text: string): number {
  const seconds = Number(text);
  if (text !== "" && Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw new InvalidArgumentError("A number of seconds is needed.");
}

/** `/x/y` from `x/y/`, and the empty string from `/`. */
export function pathPrefixFrom(text: string): string {
  const prefix = `/${text.replace(/^\/+|\/+$/g, "")}`;
  if (/^\/[\w./~-]*$/.test(prefix) && !prefix.includes("//")) return prefix === "/" ? "" : prefix;
  throw new InvalidArgumentError("A path prefix looks like /layerlapse.");
}

/** A policy source list; a semicolon would end it and begin another rule. */
export function frameAncestorsFrom(text: string): string {
  if (/^[\w'*.:/\- ]+$/.test(text)) return text;
  throw new InvalidArgumentError("Write sources as in CSP: 'self' https://example.org");
}

/** One directory to follow; with a name, its runs are called `name/…`. */
export interface NamedLogdir {
  name: string | null;
  path: string;
}

/** `name:path,name2:path2`; a path without a name is called by its last part. */
export function logdirSpecFrom(text: string): NamedLogdir[] {
  const roots = text.split(",").map((part) => {
    const [, name, path] = /^(?:([^:/\\]+):)?(.*)$/.exec(part)!;
    if (path === "") throw new InvalidArgumentError("Write name:path,name2:path2.");
    return { name: name ?? basename(resolve(path!)), path: resolve(path!) };
  });
  const names = roots.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return roots;
  throw new InvalidArgumentError(`Two directories are called ${twice}: give them names.`);
}
