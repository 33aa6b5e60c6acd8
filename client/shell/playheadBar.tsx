// The playhead: one slider over both models, play and pause, speed, and the way back to what is live.
import { useStore } from "../store/context.ts";
import { SPEEDS } from "../store/playhead.ts";
import { SLOTS, type SlotName } from "../store/selectionRules.ts";
import { wholeText } from "../ui/format.ts";
import { AlignmentPicker } from "./alignmentPicker.tsx";
import { obey } from "./keyboard.ts";
import { measureScrub } from "./scrubMeter.ts";

export function PlayheadBar() {
  const { playhead } = useStore();
  const playing = playhead.playing.value;
  const idle = playhead.steps.value.length < 2;
  return (
    <section class="playhead" aria-label="Playhead">
      <button
        type="button"
        class="play"
        data-testid="play"
        disabled={idle}
        aria-label={playing ? "Pause" : "Play"}
        title={playing ? "Pause (space)" : "Play (space)"}
        onClick={() => (playing ? playhead.pause() : playhead.play())}
      >
        <PlayMark playing={playing} />
      </button>
      <Position />
      <Track />
      <AlignmentPicker />
      <label class="speed">
        <span class="sr-only">Speed</span>
        <select
          data-testid="speed"
          value={String(playhead.speed.value)}
          onChange={(event) => (playhead.speed.value = Number(event.currentTarget.value))}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={String(speed)}>
              {speed}/s
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="live"
        data-testid="live"
        aria-pressed={playhead.following.value}
        title="Stay on the newest snapshot (End)"
        onClick={() => playhead.toNewest()}
      >
        <span class="live-dot" aria-hidden="true" />
        Live
      </button>
    </section>
  );
}

function PlayMark({ playing }: { playing: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {playing ? <path d="M4 2.5h3v11H4zM9 2.5h3v11H9z" /> : <path d="M4.5 2.2v11.6l9-5.8z" />}
    </svg>
  );
}

function Position() {
  const { playhead, unit, horizon } = useStore();
  const at = playhead.at.value;
  const last = horizon.value;
  return (
    <p class="position" data-testid="position">
      {at === null ? (
        <span class="position-unit">no {unit.value} yet</span>
      ) : (
        <>
          <span>
            <span class="position-unit">{unit.value}</span>{" "}
            {/* As wide as the last step: what stands beside it does not move when a digit is added. */}
            <strong style={{ minWidth: `${wholeText(last ?? at).length}ch` }}>
              {wholeText(at)}
            </strong>
          </span>{" "}
          {last !== null && <span class="position-of">of {wholeText(last)}</span>}
        </>
      )}
    </p>
  );
}

function Track() {
  const { hover, playhead, unit, horizon } = useStore();
  const steps = playhead.steps.value;
  const at = playhead.at.value;
  const [first, last] = [steps[0] ?? 0, horizon.value ?? 1];
  const words =
    at === null ? "nothing to show yet" : `${unit.value} ${wholeText(at)} of ${wholeText(last)}`;
  return (
    <div class="track">
      <div class="rails" aria-hidden="true">
        {SLOTS.map((slot) => (
          <Rail key={slot} slot={slot} first={first} last={last} />
        ))}
      </div>
      <input
        type="range"
        class="slider"
        data-testid="slider"
        aria-label="Playhead"
        aria-valuetext={words}
        disabled={steps.length < 2}
        min={first}
        max={Math.max(last, first + 1)}
        step="any"
        value={at ?? first}
        onInput={(event) => {
          playhead.moveTo(event.currentTarget.valueAsNumber);
          // The thumb stands on logged steps only, also where the step did not change.
          event.currentTarget.valueAsNumber = playhead.at.peek() ?? first;
          measureScrub(event.timeStamp);
        }}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          const share = (event.clientX - left - THUMB_PX / 2) / Math.max(width - THUMB_PX, 1);
          hover.point({ step: first + share * (last - first) });
        }}
        onPointerLeave={() => hover.leave()}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.altKey || event.metaKey) return;
          const key = { ArrowUp: "ArrowRight", ArrowDown: "ArrowLeft" }[event.key] ?? event.key;
          if (!obey(key, playhead)) return;
          event.preventDefault();
          measureScrub(event.timeStamp);
        }}
      />
      <div class="hover-ticks" aria-hidden="true">
        <HoverTick first={first} last={last} />
      </div>
    </div>
  );
}

/** The thumb's middle never comes nearer to the track's ends than half of it. */
const THUMB_PX = 18;

/** Where the step that is pointed at, here or in a picture, lies along the slider. */
function HoverTick({ first, last }: { first: number; last: number }) {
  const { hover } = useStore();
  const step = hover.step.value;
  if (step === null) return null;
  const share = (step - first) / Math.max(last - first, 1);
  return (
    <div
      class="hover-tick"
      data-testid="hover-tick"
      data-step={step}
      style={{ left: `${share * 100}%` }}
    />
  );
}

/** How far one model's snapshots reach along the slider. */
function Rail({ slot, first, last }: { slot: SlotName; first: number; last: number }) {
  const { slots, aligned } = useStore();
  const own = slots[slot].moments.value;
  const percent = (step: number): number => ((step - first) / Math.max(last - first, 1)) * 100;
  if (own.length === 0) return null;
  // Another alignment puts the model's steps elsewhere.
  const ends = [own[0]!, own.at(-1)!];
  const placed =
    aligned.leader.value === null ? ends : ends.map((step) => aligned.playheadAt(slot, step));
  const [from, to] = placed.map(percent) as [number, number];
  return <div class={`rail rail-${slot}`} style={{ left: `${from}%`, width: `${to - from}%` }} />;
}
