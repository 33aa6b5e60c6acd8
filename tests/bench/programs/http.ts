// Requests as a page makes them, over connections that stay open, timed to the first and to the last byte.
import { Agent, get } from "node:http";
import { type AddressInfo, createServer } from "node:net";

export interface Answer {
  status: number;
  body: Buffer;
  /** From the request to the first byte, and to the last. */
  firstByteMs: number;
  wholeMs: number;
}

const agent = new Agent({ keepAlive: true });

/** Asks once; rejects when nobody listens. */
export function answerOf(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = performance.now();
    const request = get(url, { agent }, (response) => {
      const parts: Buffer[] = [];
      let firstByteMs = NaN;
      response.on("data", (part: Buffer) => {
        if (parts.push(part) === 1) firstByteMs = performance.now() - asked;
      });
      response.once("error", reject);
      response.once("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(parts),
          firstByteMs,
          wholeMs: performance.now() - asked,
        }),
      );
    });
    request.once("error", reject);
  });
}

/** Asks once and throws unless the answer is 200. */
export async function goodAnswer(url: string): Promise<Answer> {
  const answer = await answerOf(url);
  if (answer.status === 200) return answer;
  throw new Error(`${url} answers ${answer.status}: ${answer.body.toString().slice(0, 500)}`);
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
