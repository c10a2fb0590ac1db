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
  /** Seconds after which the server wants to be asked again. */
  readonly retryAfter?: number;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Default JSON. */
  readonly contentType?: string;
}

const atOnce = 20;
const requestSeconds = 30;
/** Pauses before a request is sent again. Each of ours may be: it says which object it means, by uid where that matters. */
const pauses = [500, 2_000];
const mostPause = 10_000;
/** The server is busy, or something before it is: nothing was done. */
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
    const plain = server.protocol === "http:"; // of `kubectl proxy`
    const options = { keepAlive: true, ca };
    this.begin = plain ? http.request : https.request;
    this.agent = plain ? new http.Agent({ keepAlive: true }) : proxy ? new TunnelAgent(proxy, options) : new https.Agent(options);
  }

  close(): void {
    this.agent.destroy();
  }

  /** The server's answer, whatever its status. @throws Error where there is none */
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

  /** As `send`, but tries once. */
  once({ method, path, body, contentType = "application/json" }: Request, credentials: Credentials, seconds = requestSeconds) {
    const { token, certificate: cert, key } = credentials;
    const text = body === undefined ? "" : JSON.stringify(body);
    const headers = {
      accept: "application/json",
      "content-length": Buffer.byteLength(text), // Node leaves it out of a DELETE
      ...(token && { authorization: `Bearer ${token}` }),
      ...(text && { "content-type": contentType }),
    };
    const url = new URL(this.server.pathname.replace(/\/$/, "") + path, this.server);
    return new Promise<Answer>((resolve, reject) => {
      const request = this.begin(url, { method, headers, agent: this.agent, cert, key });
      const timer = setTimeout(() => {
        const error = new Unanswered(`no answer within ${seconds} seconds`);
        reject(error); // a request that waits for a proxy tells nobody that it was destroyed
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

/** Nobody knows whether the server got it; asking again would only take as long once more. */
class Unanswered extends Error {}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
