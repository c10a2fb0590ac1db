// What an API server is asked: lists of what it serves, owners, deletions, changes.
import { type Credentials, Login, SignInFailed } from "./credentials";
import type { Access } from "./kubeconfig";
import { type Inventory, type KindName, type KubernetesObject, kinds, type OwnerReference } from "./objects";
import { proxyFor } from "./proxy";
import { type Answer, type Request, Transport } from "./transport";

/** What the API server refused, in its own words. */
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

  /** @param proxy default: what the environment says */
  constructor(access: Access, proxy = proxyFor(access.server, process.env)) {
    this.login = new Login(access);
    this.transport = new Transport(access.server, access.ca, proxy);
  }

  close(): void {
    this.transport.close();
  }

  /** Whether something that proves to be the API server answers, to nobody in particular. @throws Error with the reason why not */
  async reach(seconds: number): Promise<void> {
    await this.transport.once({ method: "GET", path: "/version" }, {}, seconds);
  }

  /** The server's answer, whatever its status. @throws SignInFailed, or Error where it does not answer */
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

  /** The answer's body. @throws Refused */
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

  /** The object that a reference in a namespace means; absent where it is gone, or nobody may look at it. */
  async owner({ apiVersion, kind, name, uid }: OwnerReference, namespace: string | undefined): Promise<KubernetesObject | undefined> {
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = (await this.resourcesAt(root)).find((each) => each.kind === kind && !each.name.includes("/"));
    if (!resource) return undefined;
    const path = pathOf(resource, namespace, name);
    const body = await this.ask("GET", path).catch(unless(403, 404));
    return body?.metadata.uid === uid ? { ...body, path } : undefined;
  }

  /** Asks for an object's deletion; one that is gone, or is another by now, is fine. @throws Refused */
  async delete({ path, metadata: { uid } }: KubernetesObject): Promise<void> {
    await this.ask("DELETE", path, { propagationPolicy: "Background", preconditions: { uid } }).catch(unless(404, 409));
  }

  /** Changes an object by a merge patch; one that is gone is fine. @throws Refused */
  async patch({ path }: KubernetesObject, patch: unknown): Promise<void> {
    await this.ask("PATCH", path, patch, "application/merge-patch+json").catch(unless(404));
  }

  /** None where the kind went meanwhile; from the start where the server has forgotten at which page it was. */
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

  /** None only where the server says that there are none: a kind that is taken for absent is never emptied. */
  private resourcesAt(root: string): Promise<readonly Resource[]> {
    const known = this.resources.get(root);
    if (known) return known;
    const asked = this.ask("GET", root)
      .catch(unless(404))
      .then((body) => (body?.resources ?? []).map((resource: Resource) => ({ ...resource, root })));
    return remembered(asked, (value) => (value ? this.resources.set(root, value) : this.resources.delete(root)));
  }
}

/** Takes refusals with some statuses for nothing. */
function unless(...statuses: readonly number[]): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof ApiError && statuses.includes(error.status)) return undefined;
    throw error;
  };
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

/** Why a server refused, in its own words, or those of something before it. */
export function messageOf({ status, body }: Answer): string {
  return `${body?.message || (typeof body === "string" && body) || "no reason given"} (status ${status})`;
}
