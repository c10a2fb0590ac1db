import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { ApiError, Kubernetes } from "../../../../components/lifecycle/drain/kubernetes/client";
import { SignInFailed } from "../../../../components/lifecycle/drain/kubernetes/credentials";
import type { KubernetesObject } from "../../../../components/lifecycle/drain/kubernetes/objects";
import { type FakeApiServer, type Reply, startApiServer } from "./fake-api-server";

const services = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({
    metadata: { name: `s${from + index}`, namespace: "shop", uid: `uid-${from + index}` },
  }));
const failure = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error) => error,
  );

describe("Kubernetes", () => {
  let server: FakeApiServer;
  let kubernetes: Kubernetes;
  let directory: string | undefined;

  async function start(answer: Parameters<typeof startApiServer>[0], user: object = { token: "t" }): Promise<void> {
    server = await startApiServer(answer);
    kubernetes = new Kubernetes({ server: server.url, ...user }, undefined);
  }
  afterEach(async () => {
    kubernetes.close();
    await server?.stop();
    if (directory) rmSync(directory, { recursive: true });
    directory = undefined;
  });
  const asked = (part: string) => server.asked.filter((line) => line.includes(part)).length;

  /** Returns lists in pages of the requested size. */
  function paged(all: readonly object[]): (request: string) => Reply | undefined {
    return (request) => {
      const url = new URL(request, "http://there");
      if (url.pathname !== "/api/v1/services") return undefined;
      const [from, limit] = [Number(url.searchParams.get("continue") ?? 0), Number(url.searchParams.get("limit"))];
      const next = from + limit;
      return { body: { items: all.slice(from, next), metadata: next < all.length ? { continue: String(next) } : {} } };
    };
  }

  it("reads all pages of a list", async () => {
    await start(paged(services(0, 1_201)));
    const found = await kubernetes.list("", "services");
    expect(new Set(found.map(({ metadata }) => metadata.uid)).size).to.equal(1_201);
    expect(found[1_200]!.path).to.equal("/api/v1/namespaces/shop/services/s1200");
    expect(asked("/api/v1/services")).to.equal(3);
  });

  it("restarts a list when the continue token has expired", async () => {
    const pages = paged(services(0, 700));
    let expired = 0;
    await start((request) =>
      request.includes("continue=") && expired++ === 0 ? { status: 410, body: { message: "too old" } } : pages(request),
    );
    expect(await kubernetes.list("", "services")).to.have.length(700);
    expect(asked("/api/v1/services")).to.equal(4);
  });

  it("returns nothing for a kind that does not exist or disappeared", async () => {
    let served = true;
    await start((request) =>
      request.startsWith("/apis/example.com/v1/things") && served ? { body: { items: services(0, 1) } } : undefined,
    );
    expect(await kubernetes.list("karpenter.sh", "nodepools")).to.deep.equal([]);
    expect(await kubernetes.list("example.com", "things")).to.have.length(1);
    served = false;
    expect(await kubernetes.list("example.com", "things")).to.deep.equal([]);
  });

  it("does not treat a kind as missing when discovery fails", async () => {
    let says: Reply | undefined = { status: 403, body: { message: "not you" } };
    await start((request) =>
      request === "/apis/example.com/v1" ? says : request.includes("things") ? { body: { items: services(0, 1) } } : undefined,
    );
    const error = await failure(kubernetes.list("example.com", "things"));
    expect(error).to.be.instanceOf(ApiError);
    expect(error.message).to.equal("not you (status 403)");
    says = undefined;
    expect(await kubernetes.list("example.com", "things")).to.have.length(1);
  });

  it("retries when the server is busy or the connection is cut, and stops after three attempts", async () => {
    const says: (Reply | undefined)[] = [{ status: 429, headers: { "retry-after": "1" } }, { cut: true }, { body: { items: [] } }];
    await start((request) =>
      request.startsWith("/api/v1/services") ? (says.shift() ?? { status: 503, body: { message: "no backend" } }) : undefined,
    );
    const begun = Date.now();
    expect(await kubernetes.list("", "services")).to.deep.equal([]);
    expect(Date.now() - begun).to.be.greaterThan(1_000);
    expect((await failure(kubernetes.list("", "services"))).message).to.equal("no backend (status 503)");
    expect(asked("/api/v1/services")).to.equal(6);
  });

  it("limits concurrent requests", async () => {
    await start(async (request) => {
      await sleep(5);
      return request.includes("/services/") ? { body: {} } : undefined;
    });
    const objects = services(0, 300).map((one) => ({
      ...one,
      kind: "Service",
      path: `/api/v1/namespaces/shop/services/${one.metadata.name}`,
    }));
    await Promise.all(objects.map((one) => kubernetes.delete(one as KubernetesObject)));
    expect(asked("DELETE /api/v1/namespaces/shop/services/s")).to.equal(300);
    expect(server.most()).to.be.within(10, 20);
  });

  describe("exec credentials", () => {
    const user = (lasts: (run: number) => number) => {
      directory = mkdtempSync(path.join(tmpdir(), "tokens-"));
      const file = path.join(directory, "runs");
      appendFileSync(file, "");
      const table = JSON.stringify([1, 2, 3, 4].map(lasts));
      const script = [
        `const fs = require("fs"); fs.appendFileSync(${JSON.stringify(file)}, "x");`,
        `const run = fs.readFileSync(${JSON.stringify(file)}).length;`,
        `const expirationTimestamp = new Date(Date.now() + ${table}[run - 1] * 1000).toISOString();`,
        `console.log(JSON.stringify({ status: { token: "token-" + run, expirationTimestamp } }));`,
      ].join("\n");
      const exec = { apiVersion: "client.authentication.k8s.io/v1beta1", command: process.execPath, args: ["-e", script] };
      return { exec, runs: () => readFileSync(file).length };
    };
    const many = () => Promise.all(Array.from({ length: 10 }, () => kubernetes.list("", "services")));

    it("requests a new token shortly before the old one expires, once for concurrent requests", async () => {
      const { exec, runs } = user((run) => (run === 1 ? 30 : 900)); // the first token expires within the one-minute margin
      await start(paged([]), { exec });
      await kubernetes.list("", "services");
      expect(runs()).to.be.within(1, 2);
      await many();
      await many();
      expect(runs()).to.equal(2);
    });

    it("requests a new token once when the server rejects the old one, and fails when the new one is rejected too", async () => {
      const { exec, runs } = user(() => 900);
      let taken = "token-2";
      const list = paged([]);
      await start(
        (request, { headers }) => (headers.authorization === `Bearer ${taken}` ? list(request) : { status: 401, body: { message: "who" } }),
        {
          exec,
        },
      );
      await many();
      expect(runs()).to.equal(2);
      taken = "none";
      expect(await failure(kubernetes.list("", "services"))).to.be.instanceOf(SignInFailed);
      expect(runs()).to.equal(3);
    });
  });

  describe("behind a proxy", () => {
    let proxy: Server;
    const tunnels: string[] = [];

    async function behind(status: number | undefined): Promise<void> {
      proxy = createServer().on("connect", ({ url }, socket) => {
        tunnels.push(url!);
        if (status) socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      });
      await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
      const { port } = proxy.address() as AddressInfo;
      kubernetes = new Kubernetes({ server: new URL("https://[2001:db8::1]"), token: "t" }, new URL(`http://127.0.0.1:${port}`));
    }
    afterEach(() => {
      proxy.closeAllConnections();
      proxy.close();
    });

    it("passes an IPv6 address to the proxy in brackets", async () => {
      await behind(403);
      expect((await failure(kubernetes.reach(5))).message).to.equal("the proxy 127.0.0.1 rejected [2001:db8::1]:443 (status 403)");
      expect(tunnels).to.deep.equal(["[2001:db8::1]:443"]);
    });

    it("times out when the proxy does not respond", async () => {
      await behind(undefined);
      const begun = Date.now();
      expect((await failure(kubernetes.reach(0.3))).message).to.equal("no answer within 0.3 seconds");
      expect(Date.now() - begun).to.be.lessThan(3_000);
    });
  });
});
