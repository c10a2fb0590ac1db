// Sends requests to an API server: JSON over HTTPS, with limited concurrency and retries of lost requests.
import * as http from "node:http";
import * as https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { Semaphore } from "../semaphore";
import type { Credentials } from "./credentials";
import type { Access } from "./kubeconfig";
import { TunnelAgent } from "./proxy";

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API server says
  readonly body: any;
  /** Seconds after which the server asks for a retry. */
  readonly retryAfter?: number;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Default: JSON. */
  readonly contentType?: string;
}

const atOnce = 20;
const requestSeconds = 30;
/** Pauses between retries. Every request here may be repeated: it identifies its object, by UID if that matters. */
const pauses = [500, 2_000];
const mostPause = 10_000;
/** The server or a proxy before it is busy: the request had no effect. */
const busy = [429, 502, 503, 504];

export class Transport {
  private readonly turns = new Semaphore(atOnce);
  private readonly agent: http.Agent;
  private readonly begin: typeof https.request;

  constructor(
    private readonly server: URL,
    ca: Access["ca"],
    proxy: URL | undefined,
  ) {
    const plain = server.protocol === "http:"; // for `kubectl proxy`
    const options = { keepAlive: true, ca };
    this.begin = plain ? http.request : https.request;
    this.agent = plain ? new http.Agent({ keepAlive: true }) : proxy ? new TunnelAgent(proxy, options) : new https.Agent(options);
  }

  close(): void {
    this.agent.destroy();
  }

  /** The response, with any status. @throws Error if there is none */
  send(request: Request, credentials: Credentials): Promise<Answer> {
    return this.turns.take(async () => {
      for (const pause of pauses) {
        const answer = await this.once(request, credentials).catch((error: NodeJS.ErrnoException) => {
          if (error instanceof Unanswered) throw error;
          return undefined;
        });
        if (answer && !busy.includes(answer.status)) return answer;
        await sleep(Math.min(answer?.retryAfter ? answer.retryAfter * 1000 : pause, mostPause));
      }
      return this.once(request, credentials);
    });
  }

  /** Like `send`, without retries. */
  once({ method, path, body, contentType = "application/json" }: Request, credentials: Credentials, seconds = requestSeconds) {
    const { token, certificate: cert, key } = credentials;
    const text = body === undefined ? "" : JSON.stringify(body);
    const headers = {
      accept: "application/json",
      "content-length": Buffer.byteLength(text), // Node omits it from a DELETE
      ...(token && { authorization: `Bearer ${token}` }),
      ...(text && { "content-type": contentType }),
    };
    const url = new URL(this.server.pathname.replace(/\/$/, "") + path, this.server);
    return new Promise<Answer>((resolve, reject) => {
      const request = this.begin(url, { method, headers, agent: this.agent, cert, key });
      const timer = setTimeout(() => {
        const error = new Unanswered(`no answer within ${seconds} seconds`);
        reject(error); // a request that waits for a proxy emits no error when it is destroyed
        request.destroy(error);
      }, seconds * 1000);
      request.on("error", reject).on("close", () => clearTimeout(timer));
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        const retryAfter = Number(response.headers["retry-after"]) || undefined;
        response.on("data", (chunk) => chunks.push(chunk)).on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode!, body: parsed(Buffer.concat(chunks).toString("utf8")), retryAfter }),
        );
      });
      request.end(text);
    });
  }
}

/** It is unknown whether the server received it, and another attempt would take as long. */
class Unanswered extends Error {}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
