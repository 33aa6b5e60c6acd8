// The least that a Node program takes to have the bytes of a log directory: opens and reads every file, parses nothing.
// Usage: node floor.mjs LOGDIR [listen]: "listen" has Fastify answer requests first, as a server has to.
import { closeSync, fstatSync, openSync, readdirSync, readSync } from "node:fs";

const [logdir, listen] = process.argv.slice(2);
if (listen !== undefined) {
  const { default: fastify } = await import("fastify");
  const app = fastify();
  app.get("/", () => "");
  await app.listen({ port: 0 });
}
const into = Buffer.allocUnsafe(2 ** 20);
let bytes = 0;
for (const run of readdirSync(logdir)) {
  for (const name of readdirSync(`${logdir}/${run}`)) {
    const file = openSync(`${logdir}/${run}/${name}`, "r");
    fstatSync(file);
    for (let read = 1; read > 0; bytes += read) read = readSync(file, into);
    closeSync(file);
  }
}
console.log(bytes);
process.stdin.on("end", () => process.exit()).resume();
