// The help: what every view shows, with a small picture of it, and every key.
import type { NamedView } from "../../viewModules.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { KEY_COMMANDS } from "../keyboard.ts";
import { ViewPicture } from "./viewPicture.tsx";

interface HelpProps {
  views: readonly NamedView[];
  /** The name of the view that is open. */
  current: string;
  choose: (name: string) => void;
  close: () => void;
}

export function Help({ views, current, choose, close }: HelpProps) {
  return (
    <Sheet title="What am I looking at?" close={close} testId="help">
      <p>
        Weights of a neural network, as they change while it trains. <strong>A</strong> and{" "}
        <strong>B</strong> are two models; the slider at the bottom puts both at the same moment, in
        every view.
      </p>
      <ol class="help-views">
        {views.map(({ name, family, title, about }) => (
          <li key={name} class={name === current ? "help-view help-current" : "help-view"}>
            <ViewPicture name={name} />
            <div>
              <h3>
                <button type="button" class="help-open" onClick={() => choose(name)}>
                  {title}
                </button>{" "}
                {family === "inside" && <kbd>i</kbd>}
                <kbd>{numberIn(views, name)}</kbd>
              </h3>
              <p>{about}</p>
            </div>
          </li>
        ))}
      </ol>
      <h3 class="help-heading">Keys</h3>
      <dl class="help-keys">
        {KEY_COMMANDS.map(({ shown, words }) => (
          <div key={words}>
            <dt>
              {shown.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

/** Its place among the tabs of its family, which is its key. */
function numberIn(views: readonly NamedView[], name: string): number {
  const { family } = views.find((view) => view.name === name)!;
  const together = views.filter((view) => view.family === family);
  return together.findIndex((view) => view.name === name) + 1;
}
