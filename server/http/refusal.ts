// What a request is told when it does not get what it asked for: a status, why, and what to do, always as JSON in words.
import type { Socket } from "node:net";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Thrown by any route or hook; the person reads `message` and `remedy`. */
export class Refusal extends Error {
  readonly status: number;
  readonly remedy: string;

  constructor(status: number, error: string, remedy: string) {
    super(error);
    this.status = status;
    this.remedy = remedy;
  }
}

/** Answers with the refusal; never cached, because what is missing now may be there a second later. */
export function answer(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply
    .code(refusal.status)
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send({ error: refusal.message, remedy: refusal.remedy });
}

/** Makes every error and every unknown address of `app` such an answer; `report` gets what should not have happened. */
export function answerErrors(app: FastifyInstance, report: (line: string) => void): void {
  app.setErrorHandler<FastifyError | Refusal>((error, request, reply) =>
    answer(reply, asRefusal(error, request, report)),
  );
  app.setNotFoundHandler((_request, reply) =>
    answer(reply, new Refusal(404, "There is nothing at this address.", "Open the page at /.")),
  );
}

const BROKEN_REQUESTS: Readonly<Record<string, [status: string, error: string]>> = {
  HPE_HEADER_OVERFLOW: [
    "431 Request Header Fields Too Large",
    "The request's headers are too long.",
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", "The request took too long to arrive."],
};

/** Answers what is not even a request, and hangs up. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  const [status, text] = BROKEN_REQUESTS[error.code ?? ""] ?? [
    "400 Bad Request",
    "That is no HTTP request.",
  ];
  if (!socket.writable) return;
  const body = JSON.stringify({ error: text, remedy: "Ask as a browser does." });
  const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nConnection: close`;
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function asRefusal(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  report: (line: string) => void,
): Refusal {
  if (error instanceof Refusal) return error;
  const status = error.statusCode ?? 500;
  if (status < 500) return new Refusal(status, error.message, "Check the address.");
  report(`${request.method} ${request.url.slice(0, 200)}: ${error.stack ?? error.message}`);
  const remedy = "The reason is in the server's terminal; please report it.";
  return new Refusal(500, "Something went wrong in the server.", remedy);
}
