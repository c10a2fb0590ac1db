// Takes things away with all that goes along, or says at once why not.
import { isRecord } from "../../../components/util/is-record";
import { jittered } from "./creation";
import { namespaceOf, unreachable } from "./kubernetes";
import type { Parts } from "./parts";
import { bound, types } from "./references";
import { refusal } from "./rejections";
import type { LiveResource } from "./types";

export class Deletion {
  constructor(private readonly parts: Parts) {}

  /** What is going already goes on. */
  delete(thing: LiveResource): LiveResource {
    const { ledger, clock, options } = this.parts;
    const now = ledger.at(thing.serial);
    if (now.gone !== undefined) return now;
    const reason = unreachable(now.server, ledger, clock) ?? refusal(now, ledger);
    if (reason) throw reason;
    const variant = String(now.inputs.vpcEndpointType ?? "Gateway");
    const gone = clock.now() + jittered(options, now.urn, "delete", now.type, [variant]);
    for (const other of this.company(now)) ledger.change(other.serial, { gone });
    return ledger.change(now.serial, { gone });
  }

  /** What goes with a thing: its parts, what it made itself, what lies in its namespace or cluster; and what goes with these. */
  private company(thing: LiveResource): readonly LiveResource[] {
    const { ledger } = this.parts;
    const found = new Map<number, LiveResource>();
    const follow = (one: LiveResource) => {
      const all = ledger.there().filter(({ gone }) => gone === undefined);
      const owned = all.filter((other) => other.owner === one.serial && !this.inherited(other));
      for (const other of [...bound(one, "along", all), ...owned, ...all.filter((object) => liesIn(object, one))]) {
        if (other.serial === thing.serial || found.has(other.serial)) continue;
        found.set(other.serial, other);
        follow(other);
      }
    };
    follow(thing);
    return [...found.values()];
  }

  /** An access entry that EKS made stays while another group uses its role. */
  private inherited(entry: LiveResource): boolean {
    if (entry.type !== types.accessEntry) return false;
    const { ledger } = this.parts;
    const heir = [...ledger.of(types.nodeGroup), ...ledger.of(types.fargateProfile)].find(
      ({ serial, gone, inputs }) =>
        serial !== entry.owner &&
        gone === undefined &&
        inputs.clusterName === entry.inputs.clusterName &&
        (inputs.nodeRoleArn ?? inputs.podExecutionRoleArn) === entry.inputs.principalArn,
    );
    if (heir) ledger.change(entry.serial, { owner: heir.serial });
    return heir !== undefined;
  }
}

function liesIn(object: LiveResource, place: LiveResource): boolean {
  if (!object.type.startsWith("kubernetes:")) return false;
  if (place.type === types.cluster) return object.server !== "" && object.server === place.outputs.endpoint;
  const named = place.type === types.namespace && isRecord(place.outputs.metadata) ? place.outputs.metadata.name : undefined;
  return named !== undefined && object.server === place.server && namespaceOf(object) === named;
}
