// EKS answers by its access policies in an authorizer of its own, behind RBAC, and RBAC's checks against escalation know nothing of them
// (aws/containers-roadmap#2682). So here: a webhook that answers as RBAC would for a shadow of the user, to whom the stand-ins are bound.
import { createServer, type Server } from "node:http";
import { Agent } from "node:https";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { Client, type Endpoint } from "./client";

const prefix = "access-policies:";

/** User to whom the access policies of a user are bound. */
export function shadowOf(user: string): string {
  return `${prefix}${user}`;
}

interface Review {
  readonly spec: { readonly user: string; readonly resourceAttributes?: object; readonly nonResourceAttributes?: object };
}

export class AccessAuthorizer {
  private admin: Client | undefined;
  /** Its own: those who ask hold their connections until it has answered. */
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

  /** Where the API server asks. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on it answers by the bindings that this server has; before it allows nothing. */
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
