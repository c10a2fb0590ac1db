// A client of an API server on plain HTTPS and JSON, as an administrator or as another user.
import * as https from "node:https";
import { text } from "node:stream/consumers";
import { ApiError } from "../../../components/lifecycle/drain/kubernetes/client";

export interface TypeMeta {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface KubernetesObject extends TypeMeta {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** A user name with groups, as EKS finds them in an access entry. The API server adds `system:authenticated`. */
export interface User {
  readonly user: string;
  readonly groups?: readonly string[];
}

/** A request for an access review. */
export interface Question {
  readonly verb: string;
  /** Such as `pods`, `pods/log` or `deployments.apps`. */
  readonly resource: string;
  /** Omitted for all namespaces, and for cluster-scoped resources. */
  readonly namespace?: string;
  readonly name?: string;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: any response of the API server
  readonly body: any;
}

export interface Endpoint {
  readonly port: number;
  /** The server's own certificate in PEM. */
  readonly ca: string;
  /** A token of a user who may impersonate all users. */
  readonly token: string;
  readonly agent: https.Agent;
}

interface Kind {
  readonly name: string;
  readonly namespaced: boolean;
}

/** Options for writing an object: `dryRun` runs admission and validation, and stores nothing. */
export interface Writing {
  readonly dryRun?: boolean;
}

export class Client {
  private readonly kinds = new Map<string, Kind>();

  constructor(
    private readonly endpoint: Endpoint,
    private readonly impersonated?: User,
  ) {}

  /** The same server as another user. */
  as(user: User): Client {
    return new Client(this.endpoint, user);
  }

  request(method: string, path: string, body?: unknown, contentType = "application/json"): Promise<Answer> {
    const { port, ca, token, agent } = this.endpoint;
    const headers = {
      authorization: `Bearer ${token}`,
      accept: "application/json",
      ...(this.impersonated && { "impersonate-user": this.impersonated.user }),
      ...(this.impersonated?.groups?.length && { "impersonate-group": [...this.impersonated.groups] }),
      ...(body !== undefined && { "content-type": contentType }),
    };
    return new Promise((resolve, reject) => {
      const request = https.request({ host: "127.0.0.1", port, ca, agent, method, path, headers }, (response) => {
        text(response).then((said) => resolve({ status: response.statusCode!, body: parsed(said) }), reject);
      });
      request.on("error", reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** The response body. @throws ApiError */
  async ask(...request: Parameters<Client["request"]>): Promise<Answer["body"]> {
    const { status, body } = await this.request(...request);
    if (status >= 400) throw new ApiError(status, body.message ?? body);
    return body;
  }

  /** Creates or changes an object by server-side apply; unknown fields are rejected. @throws ApiError */
  async apply(object: KubernetesObject, { dryRun = false }: Writing = {}): Promise<KubernetesObject> {
    const query = `fieldManager=tests&force=true&fieldValidation=Strict${dryRun ? "&dryRun=All" : ""}`;
    return this.ask("PATCH", `${await this.pathOf(object)}?${query}`, object, "application/apply-patch+yaml");
  }

  /** Creates a new object. @throws ApiError */
  async create(object: KubernetesObject, { dryRun = false }: Writing = {}): Promise<KubernetesObject> {
    const path = (await this.pathOf(object)).replace(/\/[^/]+$/, "");
    return this.ask("POST", `${path}?fieldValidation=Strict${dryRun ? "&dryRun=All" : ""}`, object);
  }

  /** Deletes an object. @throws ApiError */
  async remove(object: TypeMeta & Pick<KubernetesObject, "metadata">): Promise<void> {
    await this.ask("DELETE", await this.pathOf(object));
  }

  /** The stored object. @throws ApiError */
  async read(object: TypeMeta & Pick<KubernetesObject, "metadata">): Promise<KubernetesObject> {
    return this.ask("GET", await this.pathOf(object));
  }

  /** Whether the server knows an object's kind, built in or from an applied CRD. */
  async knows(type: TypeMeta): Promise<boolean> {
    return (await this.kindOf(type)) !== undefined;
  }

  /** Whether the user may do it, by an access review. */
  async may({ verb, resource, namespace, name }: Question): Promise<boolean> {
    const [full = "", subresource] = resource.split("/");
    const [plural, ...group] = full.split(".");
    const resourceAttributes = { verb, resource: plural, subresource, group: group.join("."), namespace, name };
    const review = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec: { resourceAttributes } };
    const { status } = await this.ask("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review);
    return status.allowed;
  }

  private async pathOf({ apiVersion, kind, metadata }: TypeMeta & Pick<KubernetesObject, "metadata">): Promise<string> {
    const found = await this.kindOf({ apiVersion, kind });
    if (!found) throw new ApiError(404, `the API server has no ${kind} of ${apiVersion}`);
    const namespace = found.namespaced ? `/namespaces/${metadata.namespace ?? "default"}` : "";
    return `${root(apiVersion)}${namespace}/${found.name}/${metadata.name}`;
  }

  private async kindOf({ apiVersion, kind }: TypeMeta): Promise<Kind | undefined> {
    const key = `${apiVersion} ${kind}`;
    if (!this.kinds.has(key)) {
      const { body } = await this.request("GET", root(apiVersion));
      for (const found of (body.resources ?? []) as (Kind & TypeMeta)[]) {
        if (!found.name.includes("/")) this.kinds.set(`${apiVersion} ${found.kind}`, found);
      }
    }
    return this.kinds.get(key);
  }
}

function root(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** Health checks respond with plain text. */
function parsed(said: string): Answer["body"] {
  return said.startsWith("{") ? JSON.parse(said) : said;
}
