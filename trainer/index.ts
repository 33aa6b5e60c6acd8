// What `import … from "layerlapse"` gives: the callback that logs a model's layers while it is fitted.
export { EventLogCallback, type EventLogOptions } from "./eventLogCallback.ts";
