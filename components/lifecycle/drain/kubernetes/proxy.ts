// Connects to an API server through the proxy of the environment, as the Kubernetes provider and the AWS CLI do.
import * as http from "node:http";
import * as https from "node:https";
import type { Duplex } from "node:stream";
import * as tls from "node:tls";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a server; undefined for the local machine, and for hosts that match NO_PROXY: a host, a domain with its subdomains, or `*`.
 */
export function proxyFor({ hostname }: URL, env: Env): URL | undefined {
  const proxy = env.HTTPS_PROXY || env.https_proxy;
  if (!proxy || hostname === "localhost" || hostname.startsWith("127.") || hostname === "[::1]") return undefined;
  const exceptions = (env.NO_PROXY || env.no_proxy || "").split(",").map((one) =>
    one
      .trim()
      .toLowerCase()
      .replace(/^\*?\./, ""),
  );
  if (exceptions.some((one) => one !== "" && (one === "*" || hostname === one || hostname.endsWith(`.${one}`)))) return undefined;
  return new URL(proxy.includes("://") ? proxy : `http://${proxy}`);
}

const proxySeconds = 20;

/** Opens TLS connections through a tunnel of a proxy. */
export class TunnelAgent extends https.Agent {
  constructor(
    private readonly proxy: URL,
    options: https.AgentOptions,
  ) {
    super(options);
  }

  // Node waits for the callback if nothing is returned.
  override createConnection(options: tls.ConnectionOptions, callback: (error: Error | null, stream: Duplex) => void): undefined {
    const { hostname, port, protocol, username, password } = this.proxy;
    const target = `${options.host?.includes(":") ? `[${options.host}]` : options.host}:${options.port}`;
    const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
    const headers = { host: target, ...(username && { "proxy-authorization": `Basic ${login}` }) };
    const fail = (error: Error) => callback(error, undefined as unknown as Duplex);
    const { request, standard } =
      protocol === "https:" ? { request: https.request, standard: 443 } : { request: http.request, standard: 80 };
    const tunnel = request({ host: hostname, port: port || standard, method: "CONNECT", path: target, headers, agent: false });
    tunnel
      .setTimeout(proxySeconds * 1000, () => tunnel.destroy(new Error(`the proxy ${hostname} does not answer`)))
      .on("connect", ({ statusCode }, socket) => {
        socket.setTimeout(0);
        if (statusCode === 200) callback(null, tls.connect({ ...options, servername: options.servername ?? options.host, socket }));
        else fail(new Error(`the proxy ${hostname} rejected ${target} (status ${statusCode})`));
      })
      .on("error", fail)
      .end();
  }
}
