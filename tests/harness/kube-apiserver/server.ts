// A Kubernetes control plane of one test run: etcd, kube-apiserver and kube-controller-manager on loopback, isolated from others.
import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent } from "node:https";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../mocks/programs";
import { AccessAuthorizer } from "./access-authorizer";
import { binaries } from "./binaries";
import { Client, type Endpoint } from "./client";

/** Long enough for a busy machine. */
const startTimeoutSeconds = 120;

export interface ControlPlane {
  /** A client in the group `system:masters`. */
  readonly admin: Client;
  /** The endpoint for other clients. */
  readonly endpoint: Omit<Endpoint, "agent">;
  stop(): Promise<void>;
}

/** Controllers without which the API server enforces less than in a real cluster. Its default admission plugins do the rest. */
const controllers = [
  "clusterrole-aggregation-controller", // fills the built-in roles view, edit and admin
  "resourcequota-controller", // without its status quotas reject nothing
  "serviceaccount-controller", // creates the service account `default`, without which pods are rejected
  "namespace-controller",
  "validatingadmissionpolicy-status-controller", // reports policy expressions that do not match their kinds
];

/**
 * Starts a control plane and waits until it responds.
 * @param more controllers in addition to those above, by their names in kube-controller-manager
 * @throws Error with the end of the log of the component that did not start
 */
export async function startControlPlane(more: readonly string[] = []): Promise<ControlPlane> {
  const directory = mkdtempSync(path.join(tmpdir(), "control-plane-"));
  const processes: Process[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const authorizer = new AccessAuthorizer();
  const stop = async () => {
    agent.destroy();
    authorizer.stop();
    for (const process of [...processes].reverse()) await process.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const [store, peer, port] = await Promise.all([freePort(), freePort(), freePort()]);
    processes.push(startEtcd(directory, store!, peer!));
    const token = randomBytes(16).toString("hex");
    const server = startApiServer(directory, port!, store!, token, await authorizer.start());
    processes.push(server);
    const certificate = path.join(directory, "apiserver.crt");
    await server.until(() => existsSync(certificate));
    const ca = readFileSync(certificate, "utf8");
    const endpoint = { port: port!, ca, token };
    const admin = new Client({ ...endpoint, agent });
    await server.until(async () => (await admin.request("GET", "/readyz")).status === 200);
    authorizer.answerBy(endpoint);
    processes.push(startControllers(directory, port!, token, more));
    await server.until(async () => (await admin.ask("GET", "/apis/rbac.authorization.k8s.io/v1/clusterroles/admin")).rules?.length > 0);
    await server.until(async () => (await admin.request("GET", "/api/v1/namespaces/default/serviceaccounts/default")).status === 200);
    return { admin, endpoint, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startEtcd(directory: string, port: number, peer: number): Process {
  const [client, peers] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${peer}`];
  return new Process(directory, binaries.etcd, {
    "data-dir": path.join(directory, "etcd-data"),
    "listen-client-urls": client,
    "advertise-client-urls": client,
    "listen-peer-urls": peers,
    "initial-advertise-peer-urls": peers,
    "initial-cluster": `default=${peers}`,
    "unsafe-no-fsync": "true",
  });
}

function startApiServer(directory: string, port: number, store: number, token: string, authorizer: string): Process {
  const file = (name: string, content: string) => {
    writeFileSync(path.join(directory, name), content, { mode: 0o600 });
    return path.join(directory, name);
  };
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const signing = file("service-accounts.key", key.privateKey.export({ type: "pkcs1", format: "pem" }) as string);
  return new Process(directory, binaries.apiServer, {
    "etcd-servers": `http://127.0.0.1:${store}`,
    "bind-address": "127.0.0.1",
    "advertise-address": "127.0.0.1",
    "secure-port": String(port),
    "endpoint-reconciler-type": "none", // no client inside the cluster uses it
    "cert-dir": directory, // it creates its own certificate there
    "token-auth-file": file("tokens.csv", `${token},administrator,administrator,system:masters\n`),
    "authorization-mode": "RBAC,Webhook",
    "authorization-webhook-config-file": kubeconfig(path.join(directory, "authorizer.json"), { server: authorizer }),
    "authorization-webhook-version": "v1",
    "authorization-webhook-cache-authorized-ttl": "1ms", // bindings change during tests
    "authorization-webhook-cache-unauthorized-ttl": "1ms",
    "service-cluster-ip-range": "10.0.0.0/16",
    "service-account-issuer": "https://localhost",
    "service-account-key-file": signing,
    "service-account-signing-key-file": signing,
    "allow-privileged": "true", // as on EKS: only Pod Security rejects privileged pods
  });
}

function startControllers(directory: string, port: number, token: string, more: readonly string[]): Process {
  const cluster = { server: `https://127.0.0.1:${port}`, "certificate-authority": path.join(directory, "apiserver.crt") };
  return new Process(directory, binaries.controllerManager, {
    kubeconfig: kubeconfig(path.join(directory, "controllers.json"), cluster, { token }),
    controllers: [...controllers, ...more].join(","),
    "leader-elect": "false",
    "secure-port": "0",
    "resource-quota-sync-period": "10s",
  });
}

/** Writes a kubeconfig of a server. @returns its path */
function kubeconfig(file: string, cluster: object, user: object = {}): string {
  const name = "tests";
  const [clusters, users, contexts] = [[{ name, cluster }], [{ name, user }], [{ name, context: { cluster: name, user: name } }]];
  writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "Config", clusters, users, contexts, "current-context": name }), {
    mode: 0o600,
  });
  return file;
}

/** A process with its log in the control plane's directory. */
class Process {
  private readonly log: string;
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;

  constructor(directory: string, binary: string, flags: Readonly<Record<string, string>>) {
    this.log = path.join(directory, `${path.basename(binary)}.log`);
    const output = openSync(this.log, "w");
    const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    this.child = spawn(binary, args, { stdio: ["ignore", output, output], cwd: directory });
    process.once("exit", () => this.child.kill("SIGKILL"));
    this.ended = new Promise((resolve) => {
      this.child.once("exit", resolve).once("error", resolve);
    });
  }

  /** Repeats a check until it succeeds. @throws Error when the process ends or on timeout */
  async until(ready: () => boolean | Promise<boolean>): Promise<void> {
    const end = Date.now() + startTimeoutSeconds * 1000;
    let reason = "";
    while (this.child.exitCode === null && Date.now() < end) {
      try {
        if (await ready()) return;
      } catch (error) {
        reason = `${error}; `;
      }
      await sleep(100);
    }
    const last = readFileSync(this.log, "utf8").split("\n").slice(-15).join("\n");
    throw new Error(`the control plane did not start: ${reason}the end of ${path.basename(this.log)}:\n${last}`);
  }

  async stop(): Promise<void> {
    this.child.kill("SIGKILL"); // no state is kept
    await this.ended;
  }
}
