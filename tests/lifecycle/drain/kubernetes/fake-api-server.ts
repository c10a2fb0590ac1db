// A minimal API server on plain HTTP, as `kubectl proxy` serves it, with the responses of a test.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cuts the connection instead of responding. */
  readonly cut?: boolean;
}

export interface FakeApiServer {
  readonly url: URL;
  /** Methods and paths, in order. */
  readonly asked: string[];
  /** The highest number of concurrent requests. */
  most(): number;
  stop(): Promise<void>;
}

/** One Service kind, and one of a CRD. */
const discovery: Readonly<Record<string, unknown>> = {
  "/apis": { groups: [{ name: "example.com", preferredVersion: { groupVersion: "example.com/v1" } }] },
  "/api/v1": { resources: [{ name: "services", kind: "Service", namespaced: true }] },
  "/apis/example.com/v1": { resources: [{ name: "things", kind: "Thing", namespaced: true }] },
};

/** @param answer the response to a request; undefined: the discovery response, or 404 */
export async function startApiServer(
  answer: (path: string, request: IncomingMessage) => Reply | undefined | Promise<Reply | undefined>,
): Promise<FakeApiServer> {
  const asked: string[] = [];
  let [open, most] = [0, 0];
  const server = createServer(async (request, response) => {
    const path = request.url!;
    asked.push(`${request.method} ${path}`);
    most = Math.max(most, ++open);
    const known = discovery[path];
    const reply = (await answer(path, request)) ?? (known ? { body: known } : { status: 404, body: { message: "not found" } });
    open--;
    if (reply.cut) return request.socket.destroy();
    response.writeHead(reply.status ?? 200, reply.headers).end(JSON.stringify(reply.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    asked,
    most: () => most,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
