// Where this user's programs keep what they can make again.
import { homedir } from "node:os";
import { join } from "node:path";

const NAME = "layerlapse";

/** Our folder in the user's cache directory, absolute; it need not exist. */
export function cacheFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const { XDG_CACHE_HOME: given, LOCALAPPDATA: local } = environment;
  if (given) return join(given, NAME);
  if (platform === "win32")
    return join(local ?? join(homedir(), "AppData", "Local"), NAME, "Cache");
  if (platform === "darwin") return join(homedir(), "Library", "Caches", NAME);
  return join(homedir(), ".cache", NAME);
}
