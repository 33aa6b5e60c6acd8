// Runs once before all tests: two test files that unpack the browser at the same time would start half of one.
import { browserPath } from "./browser.ts";

export default async function setup(): Promise<void> {
  await browserPath();
}
