// How a parameter's distribution changed from point to point, for all points that there are.
import { type Course, courseFrom, joinedCourse } from "#contract/measures/course.ts";
import { measuresPath } from "#contract/protocol.ts";
import { type Place, placeKey } from "../points.ts";
import type { Answers, Frame, Held, MeasureDemand } from "./demand.ts";
import type { QuestionOf } from "./questions.ts";

export interface HeldCourse {
  course: Course;
  /** Points of the series that were looked at; of very many, those that change are in the course. */
  to: number;
  byChange: boolean;
}

export class Courses implements Held<"course"> {
  readonly #answers: Answers;
  readonly #held = new Map<string, HeldCourse>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  of(place: Place): HeldCourse | null {
    return this.#held.get(placeKey(place)) ?? null;
  }

  demand({ place, known }: QuestionOf<"course">): MeasureDemand | null {
    const held = this.of(place);
    const from = held?.to ?? 0;
    if (known <= from) return null;
    return this.#answers.frame(
      (server) => measuresPath(server, { ...place, points: from }, known),
      (frame) => this.#held.set(placeKey(place), longer(held, frame)),
    );
  }

  clear(): void {
    this.#held.clear();
  }
}

function longer(held: HeldCourse | null, { meta, columns }: Frame): HeldCourse {
  if (meta.type !== "course") throw new TypeError("not a course");
  const { to, byChange } = meta;
  const course = courseFrom(columns);
  if (held === null) return { course, to, byChange };
  return { course: joinedCourse(held.course, course), to, byChange: held.byChange && byChange };
}
