// From when on something is a finding: every threshold with its reason.
import { THRESHOLDS } from "#contract/findings/thresholds.ts";
import { valueText } from "../../ui/format.ts";

export function Thresholds() {
  return (
    <details class="thresholds">
      <summary>From when on something is a finding</summary>
      <div class="thresholds-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">threshold</th>
              <th scope="col">value</th>
              <th scope="col">because</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(THRESHOLDS).map(([name, { value, reason }]) => (
              <tr key={name}>
                <th scope="row">{inWords(name)}</th>
                <td>{valueText(value)}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** "fewestPoints" as "fewest points". */
function inWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
