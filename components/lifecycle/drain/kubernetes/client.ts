// Requests to an API server: discovery, lists, owners, deletions, patches.
import { type Credentials, Login, SignInFailed } from "./credentials";
import type { Access } from "./kubeconfig";
import { type Inventory, type KindName, type KubernetesObject, kinds, type OwnerReference } from "./objects";
import { proxyFor } from "./proxy";
import { type Answer, type Request, Transport } from "./transport";

/** A request that the API server rejected, with its message. */
export class ApiError extends Error {
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

const page = 500;

export class Kubernetes {
  private readonly login: Login;
  private readonly transport: Transport;
  private groups?: Promise<Map<string, string>>;
  private readonly resources = new Map<string, Promise<readonly Resource[]>>();

  /** @param proxy default: the proxy of the environment */
  constructor(access: Access, proxy = proxyFor(access.server, process.env)) {
    this.login = new Login(access);
    this.transport = new Transport(access.server, access.ca, proxy);
  }

  close(): void {
    this.transport.close();
  }

  /** Checks without credentials that the API server answers and proves its identity. @throws Error with the reason if not */
  async reach(seconds: number): Promise<void> {
    await this.transport.once({ method: "GET", path: "/version" }, {}, seconds);
  }

  /** The response, with any status. @throws SignInFailed, or Error if there is none */
  async request(method: string, path: string, body?: unknown, contentType?: string): Promise<Answer> {
    const request: Request = { method, path, body, contentType };
    const credentials: Credentials = await this.login.credentials();
    const answer = await this.transport.send(request, credentials);
    if (answer.status !== 401) return answer;
    const others = await this.login.others(credentials);
    const second = others ? await this.transport.send(request, others) : answer;
    if (second.status === 401) throw new SignInFailed(messageOf(second));
    return second;
  }

  /** The body of the response. @throws ApiError */
  async ask(...request: Parameters<Kubernetes["request"]>): Promise<Answer["body"]> {
    const answer = await this.request(...request);
    if (answer.status >= 400) throw new ApiError(answer.status, messageOf(answer));
    return answer.body;
  }

  /** All objects of some kinds, in all namespaces. */
  async inventory<Name extends KindName>(names: readonly Name[]): Promise<Inventory<Name>> {
    const lists = await Promise.all(names.map(async (name) => [name, await this.list(kinds[name][0], kinds[name][1])] as const));
    return Object.fromEntries(lists) as unknown as Inventory<Name>;
  }

  /** Objects of a kind; none if the server does not have the kind. */
  async list(group: string, plural: string, query = ""): Promise<KubernetesObject[]> {
    const resource = (await this.resourcesOf(group)).find(({ name }) => name === plural);
    return resource ? this.listed(resource, query) : [];
  }

  /** Objects of all kinds in API groups with this suffix. */
  async listGroups(ending: string): Promise<KubernetesObject[]> {
    const groups = [...(await this.versions()).keys()].filter((group) => group.endsWith(ending));
    const resources = (await Promise.all(groups.map((group) => this.resourcesOf(group)))).flat();
    const main = resources.filter(({ name }) => !name.includes("/"));
    return (await Promise.all(main.map((resource) => this.listed(resource)))).flat();
  }

  /** The object that a reference in a namespace points to; undefined if it does not exist or cannot be read. */
  async owner({ apiVersion, kind, name, uid }: OwnerReference, namespace: string | undefined): Promise<KubernetesObject | undefined> {
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = (await this.resourcesAt(root)).find((each) => each.kind === kind && !each.name.includes("/"));
    if (!resource) return undefined;
    const path = pathOf(resource, namespace, name);
    const body = await this.ask("GET", path).catch(unless(403, 404));
    return body?.metadata.uid === uid ? { ...body, path } : undefined;
  }

  /** Deletes an object; succeeds if it no longer exists or was replaced by another. @throws ApiError */
  async delete({ path, metadata: { uid } }: KubernetesObject): Promise<void> {
    await this.ask("DELETE", path, { propagationPolicy: "Background", preconditions: { uid } }).catch(unless(404, 409));
  }

  /** Changes an object with a merge patch; succeeds if it no longer exists. @throws ApiError */
  async patch({ path }: KubernetesObject, patch: unknown): Promise<void> {
    await this.ask("PATCH", path, patch, "application/merge-patch+json").catch(unless(404));
  }

  /** None if the kind was removed meanwhile. Starts again if the continue token has expired. */
  private async listed(resource: Resource, query = ""): Promise<KubernetesObject[]> {
    const pages = () => this.pages(resource, query).catch(unless(404));
    const found = await pages().catch((error) => (error instanceof ApiError && error.status === 410 ? pages() : Promise.reject(error)));
    return found ?? [];
  }

  private async pages(resource: Resource, query: string): Promise<KubernetesObject[]> {
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

  /** None only if the server reports that there are none: a kind that wrongly counts as absent would never be drained. */
  private resourcesAt(root: string): Promise<readonly Resource[]> {
    const known = this.resources.get(root);
    if (known) return known;
    const asked = this.ask("GET", root)
      .catch(unless(404))
      .then((body) => (body?.resources ?? []).map((resource: Resource) => ({ ...resource, root })));
    return remembered(asked, (value) => (value ? this.resources.set(root, value) : this.resources.delete(root)));
  }
}

/** Treats responses with these statuses as no result. */
function unless(...statuses: readonly number[]): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof ApiError && statuses.includes(error.status)) return undefined;
    throw error;
  };
}

/** Shares a pending response between callers, unless it fails. */
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

/** Why the server, or a proxy before it, rejected a request. */
export function messageOf({ status, body }: Answer): string {
  return `${body?.message || (typeof body === "string" && body) || "no reason given"} (status ${status})`;
}
