// The subpath `eks-blueprints/policy`: rules over planned resources, for policy packs and tests of other projects.
export type { Finding, FindingLevel } from "../components/util/finding";
export type { PolicyException, PolicyProfile, PolicySettings } from "../components/util/policy-settings";
export { evaluate, evaluateRule } from "./evaluate";
export { type Exceptions, withExceptions } from "./exceptions";
export { policyPack } from "./pack";
export type { PolicyPackOptions } from "./pack-options";
export { isList, type PlannedResource, plannedResource, Reference, Secret, UNKNOWN, type Value, type Values } from "./planned-resource";
export { ResourceView } from "./resource-view";
export {
  advice,
  type BuiltInRule,
  onEach,
  productionAdvice,
  productionOnly,
  type Rule,
  type RuleLevels,
  serious,
  type Violation,
} from "./rule";
export { rules } from "./rules";
export { at, entriesOf, isOff, isOn, isText, itemsOf, knownItems, type Property } from "./values";
