// Everything that server and page say to each other, by one name: messages and frames of the socket, and every HTTP answer of ours.
export * from "./protocol/findings.ts";
export * from "./protocol/measured.ts";
export * from "./protocol/messages.ts";
export * from "./protocol/points.ts";
export * from "./protocol/summaries.ts";
export * from "./protocol/weights.ts";
