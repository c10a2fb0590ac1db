// An API server of a few words, by plain HTTP as `kubectl proxy` has it: answers as a test says.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Said {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cuts the connection in place of an answer. */
  readonly cut?: boolean;
}

export interface FakeApiServer {
  readonly url: URL;
  /** Methods and paths, in order. */
  readonly asked: string[];
  /** Most requests that were open at the same time. */
  most(): number;
  stop(): Promise<void>;
}

/** One Service kind, and one of a CRD. */
const discovery: Readonly<Record<string, unknown>> = {
  "/apis": { groups: [{ name: "example.com", preferredVersion: { groupVersion: "example.com/v1" } }] },
  "/api/v1": { resources: [{ name: "services", kind: "Service", namespaced: true }] },
  "/apis/example.com/v1": { resources: [{ name: "things", kind: "Thing", namespaced: true }] },
};

/** @param answer what is said to a request; nothing: the discovery's answer, or 404 */
export async function startApiServer(
  answer: (path: string, request: IncomingMessage) => Said | undefined | Promise<Said | undefined>,
): Promise<FakeApiServer> {
  const asked: string[] = [];
  let [open, most] = [0, 0];
  const server = createServer(async (request, response) => {
    const path = request.url!;
    asked.push(`${request.method} ${path}`);
    most = Math.max(most, ++open);
    const known = discovery[path];
    const said = (await answer(path, request)) ?? (known ? { body: known } : { status: 404, body: { message: "not found" } });
    open--;
    if (said.cut) return request.socket.destroy();
    response.writeHead(said.status ?? 200, said.headers).end(JSON.stringify(said.body ?? {}));
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
