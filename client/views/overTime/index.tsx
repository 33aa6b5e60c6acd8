// The view "over time": how one parameter moved over the whole training, A beside B on one scale.
import { useMemo } from "preact/hooks";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { createCourses } from "./course.ts";
import { Frame } from "./frame.tsx";
import { Toolbar } from "./toolbar.tsx";

export function View() {
  const store = useStore();
  const courses = useMemo(() => createCourses(store), [store]);
  return (
    <>
      <Toolbar courses={courses} />
      <div class="beside">
        {SLOTS.map((slot) => (
          <Frame key={slot} slot={store.slots[slot]} courses={courses} />
        ))}
      </div>
    </>
  );
}
