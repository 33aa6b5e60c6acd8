import { expect, it } from "vitest";
import { KEY_COMMANDS } from "../../../client/shell/keyboard.ts";

it("no key means two things", () => {
  const keys = KEY_COMMANDS.flatMap((command) => command.keys);
  expect(keys.length).toBeGreaterThan(20);
  expect(new Set(keys).size).toBe(keys.length);
});

it("every command is shown and said", () => {
  for (const { keys, shown, words } of KEY_COMMANDS) {
    expect(shown.length, words).toBeGreaterThan(0);
    expect(shown.length, words).toBeLessThanOrEqual(Math.max(keys.length, 3));
    expect(words).not.toBe("");
  }
});
