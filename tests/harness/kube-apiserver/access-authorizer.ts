// EKS evaluates its access policies in a separate authorizer after RBAC, and RBAC's escalation checks do not know them
// (aws/containers-roadmap#2682). Here a webhook evaluates RBAC for a shadow user, to which equivalent ClusterRoles are bound.
import { createServer, type Server } from "node:http";
import { Agent } from "node:https";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { Client, type Endpoint } from "./client";

const prefix = "access-policies:";

/** The shadow user to which the access policies of a user are bound. */
export function shadowOf(user: string): string {
  return `${prefix}${user}`;
}

interface Review {
  readonly spec: { readonly user: string; readonly resourceAttributes?: object; readonly nonResourceAttributes?: object };
}

export class AccessAuthorizer {
  private admin: Client | undefined;
  /** A separate agent, because requests keep their connections until the webhook responds. */
  private readonly agent = new Agent({ keepAlive: true });
  private readonly server: Server = createServer((request, response) => {
    const answer = (allowed: boolean) => {
      const review = { apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview", status: { allowed } };
      response.setHeader("content-type", "application/json").end(JSON.stringify(review));
    };
    json(request)
      .then((review) => this.allows(review as Review))
      .then(answer, () => answer(false));
  });

  /** The webhook's address for the API server. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Starts to evaluate the bindings of this server; before, the webhook allows nothing. */
  answerBy(server: Omit<Endpoint, "agent">): void {
    this.admin = new Client({ ...server, agent: this.agent });
  }

  stop(): void {
    this.agent.destroy();
    this.server.close();
    this.server.closeAllConnections();
  }

  private async allows({ spec: { user, resourceAttributes, nonResourceAttributes } }: Review): Promise<boolean> {
    if (!this.admin || user.startsWith(prefix) || user.startsWith("system:")) return false;
    const spec = { user: shadowOf(user), resourceAttributes, nonResourceAttributes };
    const review = { apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview", spec };
    const { status } = await this.admin.ask("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", review);
    return status.allowed;
  }
}
