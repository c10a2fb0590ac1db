// Pods as team members would create them, and the API server's rejections.
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "../../components/lifecycle/drain/kubernetes/client";
import type { KubernetesObject } from "../harness/kube-apiserver/client";

export interface Container {
  readonly resources?: object;
  readonly securityContext?: object;
}

export function pod(namespace: string, name: string, container: Container = {}, spec: object = {}): KubernetesObject {
  const containers = [{ name: "main", image: "registry.k8s.io/pause:3.10", ...container }];
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace }, spec: { containers, ...spec } };
}

/** The message of a rejection. @throws Error if the request succeeded */
export async function rejection(request: Promise<unknown>): Promise<string> {
  const outcome = await request.catch((error: Error) => error);
  if (!(outcome instanceof ApiError)) throw new Error(`was not rejected: ${JSON.stringify(outcome)}`);
  return outcome.message;
}

/** Admission policies take effect shortly after they are stored. */
export async function eventuallyRejected(request: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await request().catch((error: Error) => error)) instanceof ApiError) return;
    await sleep(100);
  }
}
