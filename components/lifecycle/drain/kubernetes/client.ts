// Speaks with an API server by HTTPS and JSON.
import * as https from "node:https";
import { Login, SignInFailed } from "./credentials";
import type { Access } from "./kubeconfig";
import { type Inventory, type KindName, type KubernetesObject, kinds, type OwnerReference } from "./objects";
import { proxyFor, TunnelAgent } from "./proxy";

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API server says
  readonly body: any;
}

/** What the API server refused, in its own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Such as `/apis/apps/v1`. */
  readonly root: string;
}

const requestSeconds = 30;
const page = 500;

export class Kubernetes {
  private readonly login: Login;
  private readonly agent: https.Agent;
  private groups?: Promise<Map<string, string>>;
  private readonly resources = new Map<string, Promise<readonly Resource[]>>();

  /** @param proxy default: what the environment says */
  constructor(
    private readonly access: Access,
    proxy = proxyFor(access.server, process.env),
  ) {
    this.login = new Login(access);
    const options = { keepAlive: true, ca: access.ca };
    this.agent = proxy ? new TunnelAgent(proxy, options) : new https.Agent(options);
  }

  close(): void {
    this.agent.destroy();
  }

  /** Whether something that proves to be the API server answers, to nobody in particular. @throws Error with the reason why not */
  async reach(seconds: number): Promise<void> {
    await this.send("GET", "/version", {}, seconds);
  }

  /** The server's answer, whatever its status. @throws SignInFailed, or Error where it does not answer */
  async request(method: string, path: string, body?: unknown, contentType = "application/json"): Promise<Answer> {
    const { token, certificate, key } = await this.login.credentials();
    const options = {
      cert: certificate,
      key,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body !== undefined && { "content-type": contentType }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    };
    const answer = await this.send(method, path, options, requestSeconds);
    if (answer.status !== 401) return answer;
    if (!this.login.forget()) throw new SignInFailed(messageOf(answer));
    const renewed = await this.login.credentials();
    const again = { ...options, headers: { ...options.headers, authorization: `Bearer ${renewed.token}` } };
    const second = await this.send(method, path, again, requestSeconds);
    if (second.status === 401) throw new SignInFailed(messageOf(second));
    return second;
  }

  /** The answer's body. @throws Refused */
  async ask(...request: Parameters<Kubernetes["request"]>): Promise<Answer["body"]> {
    const answer = await this.request(...request);
    if (answer.status >= 400) throw new Refused(answer.status, messageOf(answer));
    return answer.body;
  }

  /** All objects of some kinds, in all namespaces. */
  async inventory<Name extends KindName>(names: readonly Name[]): Promise<Inventory<Name>> {
    const lists = await Promise.all(names.map(async (name) => [name, await this.list(kinds[name][0], kinds[name][1])] as const));
    return Object.fromEntries(lists) as unknown as Inventory<Name>;
  }

  /** Objects of a kind; none where the server lacks it. */
  async list(group: string, plural: string, query = ""): Promise<KubernetesObject[]> {
    const resource = (await this.resourcesOf(group)).find(({ name }) => name === plural);
    return resource ? this.listed(resource, query) : [];
  }

  /** Objects of all kinds in the groups whose names end so. */
  async listGroups(ending: string): Promise<KubernetesObject[]> {
    const groups = [...(await this.versions()).keys()].filter((group) => group.endsWith(ending));
    const resources = (await Promise.all(groups.map((group) => this.resourcesOf(group)))).flat();
    const main = resources.filter(({ name }) => !name.includes("/"));
    return (await Promise.all(main.map((resource) => this.listed(resource)))).flat();
  }

  /** The object that a reference in a namespace means; absent where it is gone. */
  async owner({ apiVersion, kind, name, uid }: OwnerReference, namespace: string | undefined): Promise<KubernetesObject | undefined> {
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = (await this.resourcesAt(root)).find((each) => each.kind === kind && !each.name.includes("/"));
    if (!resource) return undefined;
    const path = pathOf(resource, namespace, name);
    const { status, body } = await this.request("GET", path);
    return status === 200 && body.metadata.uid === uid ? { ...body, path } : undefined;
  }

  /** Asks for an object's deletion; one that is gone, or is another by now, is fine. @throws Refused */
  async delete({ path, metadata: { uid } }: KubernetesObject): Promise<void> {
    const { status, body } = await this.request("DELETE", path, { propagationPolicy: "Background", preconditions: { uid } });
    if (status >= 400 && status !== 404 && status !== 409) throw new Refused(status, messageOf({ status, body }));
  }

  /** Changes an object by a merge patch; one that is gone is fine. @throws Refused */
  async patch({ path }: KubernetesObject, patch: unknown): Promise<void> {
    const answer = await this.request("PATCH", path, patch, "application/merge-patch+json");
    if (answer.status >= 400 && answer.status !== 404) throw new Refused(answer.status, messageOf(answer));
  }

  private async listed(resource: Resource, query = ""): Promise<KubernetesObject[]> {
    const found: KubernetesObject[] = [];
    for (let next: string | undefined = ""; next !== undefined; ) {
      const from: string = next && `&continue=${encodeURIComponent(next)}`;
      const { items, metadata } = await this.ask("GET", `${resource.root}/${resource.name}?limit=${page}${query && `&${query}`}${from}`);
      for (const item of (items ?? []) as KubernetesObject[])
        found.push({ ...item, kind: resource.kind, path: pathOf(resource, item.metadata.namespace, item.metadata.name) });
      next = metadata?.continue || undefined;
    }
    return found;
  }

  /** Preferred version by group. */
  private versions(): Promise<Map<string, string>> {
    if (this.groups) return this.groups;
    const asked = this.ask("GET", "/apis").then(({ groups }) => new Map<string, string>(groups.map(preferred)));
    return remembered(asked, (value) => {
      this.groups = value;
    });
  }

  private async resourcesOf(group: string): Promise<readonly Resource[]> {
    if (group === "") return this.resourcesAt("/api/v1");
    const version = (await this.versions()).get(group);
    return version ? this.resourcesAt(`/apis/${version}`) : [];
  }

  private resourcesAt(root: string): Promise<readonly Resource[]> {
    const known = this.resources.get(root);
    if (known) return known;
    const asked = this.request("GET", root).then(({ body }) => (body.resources ?? []).map((resource: Resource) => ({ ...resource, root })));
    return remembered(asked, (value) => (value ? this.resources.set(root, value) : this.resources.delete(root)));
  }

  private send(
    method: string,
    path: string,
    { headers, body, cert, key }: { headers?: https.RequestOptions["headers"]; body?: string; cert?: string; key?: string },
    seconds: number,
  ): Promise<Answer> {
    const url = new URL(this.access.server.pathname.replace(/\/$/, "") + path, this.access.server);
    return new Promise((resolve, reject) => {
      const length = { "content-length": Buffer.byteLength(body ?? "") }; // Node leaves it out of a DELETE
      const options = { method, headers: { accept: "application/json", ...length, ...headers }, agent: this.agent, cert, key };
      const request = https.request(url, options);
      const timer = setTimeout(() => request.destroy(new Error(`no answer within ${seconds} seconds`)), seconds * 1000);
      request.on("error", reject).on("close", () => clearTimeout(timer));
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk)).on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode!, body: parsed(Buffer.concat(chunks).toString("utf8")) }));
      });
      request.end(body);
    });
  }
}

/** Keeps an answer that is on its way, unless it fails. */
function remembered<T>(asked: Promise<T>, keep: (value: Promise<T> | undefined) => void): Promise<T> {
  keep(asked);
  asked.catch(() => keep(undefined));
  return asked;
}

function preferred({ name, preferredVersion }: { name: string; preferredVersion: { groupVersion: string } }): [string, string] {
  return [name, preferredVersion.groupVersion];
}

function pathOf({ root, name: plural, namespaced }: Resource, namespace: string | undefined, name: string): string {
  return `${root}${namespaced ? `/namespaces/${namespace}` : ""}/${plural}/${encodeURIComponent(name)}`;
}

function messageOf({ status, body }: Answer): string {
  return `${body?.message ?? body ?? "no reason given"} (status ${status})`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
