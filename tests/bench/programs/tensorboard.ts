// TensorBoard in a virtual environment beside the corpora, installed once from PyPI where that can be reached.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CORPUS_FOLDER } from "../corpus/index.ts";

export const TENSORBOARD_VERSION = "2.21.0";
export const DATA_SERVER_VERSION = "0.7.2";

/** Paths of its programs. */
export interface TensorBoard {
  python: string;
  tensorboard: string;
  dataServer: string;
}

const PACKAGES = [
  `tensorboard==${TENSORBOARD_VERSION}`,
  `tensorboard-data-server==${DATA_SERVER_VERSION}`,
];
const INSTALL_MS = 300_000;
const ASK_MS = 30_000;

let found: TensorBoard | string | undefined;

/** TensorBoard, installed if need be; or in words why this machine has none. */
export function tensorBoard(): TensorBoard | string {
  found ??= look();
  return found;
}

function look(): TensorBoard | string {
  const environment = join(CORPUS_FOLDER, `tensorboard-${TENSORBOARD_VERSION}`);
  const bin = join(environment, process.platform === "win32" ? "Scripts" : "bin");
  const python = join(bin, "python");
  try {
    if (!existsSync(join(bin, "tensorboard"))) install(environment, python);
    const ask = "import tensorboard_data_server as server; print(server.server_binary())";
    const dataServer = execFileSync(python, ["-c", ask], { timeout: ASK_MS, encoding: "utf8" });
    return { python, tensorboard: join(bin, "tensorboard"), dataServer: dataServer.trim() };
  } catch (thrown) {
    rmSync(environment, { recursive: true, force: true });
    const why = lastLine((thrown as { stderr?: string | Buffer }).stderr) ?? String(thrown);
    return `TensorBoard ${TENSORBOARD_VERSION} cannot be installed from PyPI here (${why})`;
  }
}

/** Of what a program said before it failed. */
function lastLine(said: string | Buffer | undefined): string | undefined {
  return said?.toString().trim().split("\n").at(-1) || undefined;
}

function install(environment: string, python: string): void {
  mkdirSync(CORPUS_FOLDER, { recursive: true });
  execFileSync("python3", ["-m", "venv", environment], { timeout: INSTALL_MS, stdio: "pipe" });
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"];
  execFileSync(python, [...pip, ...PACKAGES], { timeout: INSTALL_MS, stdio: "pipe" });
}
