// Deletes resources with their dependent resources, or rejects the request immediately.

import { kindsOf } from "../../../components/reference/durations";
import { isRecord } from "../../../components/util/is-record";
import { jittered } from "./creation";
import { namespaceOf, unreachable } from "./kubernetes";
import type { Parts } from "./parts";
import { referrers, types } from "./references";
import { rejectedDeletion } from "./rejections";
import type { LiveResource } from "./types";

export class Deletion {
  constructor(private readonly parts: Parts) {}

  /** A deletion in progress continues. */
  delete(resource: LiveResource): LiveResource {
    const { ledger, clock, options } = this.parts;
    const now = ledger.at(resource.serial);
    if (now.gone !== undefined) return now;
    const reason = unreachable(now.server, ledger, clock) ?? rejectedDeletion(now, ledger);
    if (reason) throw reason;
    const gone = clock.now() + jittered(options, now.urn, "delete", now.type, kindsOf(now.type, now.inputs));
    for (const other of this.deletedAlong(now)) ledger.change(other.serial, { gone });
    return ledger.change(now.serial, { gone });
  }

  /** The resources that are deleted along with a resource, recursively: its parts, resources that it created, and objects in its namespace or cluster. */
  private deletedAlong(resource: LiveResource): readonly LiveResource[] {
    const { ledger } = this.parts;
    const found = new Map<number, LiveResource>();
    const follow = (one: LiveResource) => {
      const all = ledger.existing().filter(({ gone }) => gone === undefined);
      const owned = all.filter((other) => other.owner === one.serial && !this.isStillUsed(other));
      for (const other of [...referrers(one, "partOf", all), ...owned, ...all.filter((object) => isInside(object, one))]) {
        if (other.serial === resource.serial || found.has(other.serial)) continue;
        found.set(other.serial, other);
        follow(other);
      }
    };
    follow(resource);
    return [...found.values()];
  }

  /** An access entry that EKS created remains while another node group uses its role. */
  private isStillUsed(entry: LiveResource): boolean {
    if (entry.type !== types.accessEntry) return false;
    const { ledger } = this.parts;
    const nextOwner = [...ledger.of(types.nodeGroup), ...ledger.of(types.fargateProfile)].find(
      ({ serial, gone, inputs }) =>
        serial !== entry.owner &&
        gone === undefined &&
        inputs.clusterName === entry.inputs.clusterName &&
        (inputs.nodeRoleArn ?? inputs.podExecutionRoleArn) === entry.inputs.principalArn,
    );
    if (nextOwner) ledger.change(entry.serial, { owner: nextOwner.serial });
    return nextOwner !== undefined;
  }
}

function isInside(object: LiveResource, place: LiveResource): boolean {
  if (!object.type.startsWith("kubernetes:")) return false;
  if (place.type === types.cluster) return object.server !== "" && object.server === place.outputs.endpoint;
  const named = place.type === types.namespace && isRecord(place.outputs.metadata) ? place.outputs.metadata.name : undefined;
  return named !== undefined && object.server === place.server && namespaceOf(object) === named;
}
