// Data sources about Auto Scaling groups: those created or known before, also the ones behind managed node groups.
import { isRecord } from "../../../components/util/is-record";
import type { Value } from "../../types";
import { isList } from "../../types";
import { refuse, text } from "../values";
import { filterValues, type Question, type Source } from "./network-lookups";
import { arn } from "./place";

/** Types by which Auto Scaling groups, their sizes and their tags are found. */
export const scaledTypes: ReadonlySet<string> = new Set([
  "aws:autoscaling/group:Group",
  "aws:autoscaling/tag:Tag",
  "aws:eks/nodeGroup:NodeGroup",
]);

interface FoundGroup {
  readonly name: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity: number;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

function groupsOf({ known }: Question): readonly FoundGroup[] {
  const tagOf = (tag: Value | undefined) => (isRecord(tag) ? [{ key: String(tag.key), value: String(tag.value) }] : []);
  const ofGroup = (name: string) =>
    known.all("aws:autoscaling/tag:Tag").flatMap(({ outputs }) => (outputs.autoscalingGroupName === name ? tagOf(outputs.tag) : []));
  const own = known.all("aws:autoscaling/group:Group").map(({ outputs: { name, minSize, maxSize, desiredCapacity, tags } }) => ({
    ...sized(String(name), minSize, maxSize, desiredCapacity),
    tags: [...(isList(tags) ? tags.flatMap(tagOf) : []), ...ofGroup(String(name))],
  }));
  const managed = known.all("aws:eks/nodeGroup:NodeGroup").flatMap(({ outputs: { resources, scalingConfig } }) => {
    const name = String(at(resources, 0, "autoscalingGroups", 0, "name"));
    if (!isRecord(scalingConfig)) return [];
    const { minSize, maxSize, desiredSize } = scalingConfig;
    return [{ ...sized(name, minSize, maxSize, desiredSize), tags: ofGroup(name) }];
  });
  return [...own, ...managed];
}

function sized(name: string, min: Value | undefined, max: Value | undefined, desired: Value | undefined) {
  return { name, minSize: Number(min), maxSize: Number(max), desiredCapacity: Number(desired ?? min) };
}

function at(value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  return path.reduce<Value | undefined>((inner, key) => {
    if (isList(inner)) return inner[Number(key)];
    return isRecord(inner) ? inner[key] : undefined;
  }, value);
}

/** The data source `aws_autoscaling_groups`. */
export const autoScalingGroups: Source = (question) => {
  const { args, place } = question;
  const filters = isList(args.filters) ? args.filters.flatMap((filter) => (isRecord(filter) ? String(filter.name) : [])) : [];
  const wanted = ({ tags }: FoundGroup) =>
    filters.every((name) => {
      const values = filterValues(args, name);
      return tags.some(({ key, value }) =>
        name === "tag-key"
          ? values.includes(key)
          : name === "tag-value"
            ? values.includes(value)
            : name === `tag:${key}` && values.includes(value),
      );
    });
  const names = groupsOf(question)
    .filter(wanted)
    .map(({ name }) => name)
    .sort();
  return {
    id: place.region,
    names,
    arns: names.map((name) => arn(place, "autoscaling", `autoScalingGroup::autoScalingGroupName/${name}`)),
  };
};

export const autoScalingGroup: Source = (question) => {
  const name = text(question.args.name) ?? refuse("aws:autoscaling/getGroup:getGroup: name: missing");
  const found =
    groupsOf(question).find((group) => group.name === name) ?? refuse(`aws:autoscaling/getGroup:getGroup: no Auto Scaling group ${name}`);
  const { minSize, maxSize, desiredCapacity } = found;
  return { id: name, name, minSize, maxSize, desiredCapacity };
};
