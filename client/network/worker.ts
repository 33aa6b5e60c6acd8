// The worker: runs networks and answers questions about them, off the page's thread.
import "./methods/index.ts";
