import { parse as parseToml, TomlError } from "smol-toml";
import { amiFamilyOf, isWindows } from "../../reference/ami-of-family";
import type { AmiFamily } from "../../reference/ami-types";
import { awsLimits } from "../../reference/aws-limits";
import { maxPods as podsOf } from "../../reference/max-pods";
import { bottlerocketModel } from "../../reference/user-data-models";
import { listed, nearby } from "../../util/did-you-mean";
import { isRecord } from "../../util/is-record";
import type { Registration, UserData } from "../../util/user-data/format";
import { ownUserData, userDataFormats } from "../../util/user-data/formats";
import { MimeError } from "../../util/user-data/mime";
import { contentTypes, knownContentTypes, looksLike, type UserPart, userParts } from "../../util/user-data/parts";
import { type UnknownKey, unknownKeys, wrongTypes } from "../../util/value-types";
import { al2BootstrapIssue } from "./al2-bootstrap";
import { cloudConfigIssue, nodeConfigIssues, typeIssue } from "./node-config";
import { advice, issue, poolRule, type Rule, type RuleResult } from "./rule";
import { windowsUserDataIssues } from "./windows-user-data";

const dated = "2026-07";

type At = readonly PropertyKey[];

const userDataReads = poolRule(["userData", "ami"], function* ({ userData, ami }, pool) {
  yield* userDataIssues(amiFamilyOf(ami), ["nodePools", pool, "userData"], userData);
});

/** What of user data cannot be read by nodes of an AMI family. */
export function* userDataIssues(family: AmiFamily, at: At, userData: UserData): Iterable<RuleResult> {
  if (isWindows(family)) yield* windowsUserDataIssues(at, userData);
  else yield* family === "bottlerocket" ? bottlerocketIssues(at, userData) : al2023Issues(at, userData);
}

/** As long as those of EKS clusters: names and addresses are longer or shorter by a few bytes. */
const typicalCluster = { endpoint: "x".repeat(84), certificateAuthority: "x".repeat(1_476), serviceCidr: "172.20.0.0/16" };

const userDataFits = poolRule(
  ["userData", "ami", "instanceTypes", "labels", "taints", "ssm", "maxPods", "instanceStore"],
  function* ({ userData, ami, instanceTypes, labels, taints, ssm, maxPods: stated, instanceStore }, pool, { cluster }) {
    if (userData.length === 0) return;
    const cni = { prefixDelegation: true, customNetworking: true }; // as if both were on, which options of `vpc-cni` decide
    const maxPods = stated ?? podsOf(instanceTypes, cni);
    const message = userDataSizeIssue(
      amiFamilyOf(ami),
      { labels, taints, maxPods, instanceStore },
      () => ownUserData({ ami, userData, ssm }),
      cluster.name,
    );
    if (message) yield issue(["nodePools", pool, "userData"], message);
  },
  ["cluster.name"],
);

/**
 * Why EC2 does not take user data together with what lets a node join, or nothing.
 * @param more bytes that are added besides
 */
export function userDataSizeIssue(
  family: AmiFamily,
  node: Registration,
  own: () => UserData,
  clusterName: string,
  more = 0,
): string | undefined {
  let document: string;
  try {
    document = userDataFormats[family].joining(node, own())({ ...typicalCluster, name: clusterName });
  } catch {
    return undefined; // the other rule says what cannot be read
  }
  const bytes = Buffer.byteLength(document) + more;
  const { value: most } = awsLimits.userData;
  if (bytes <= most) return undefined;
  return `expected at most ${most} bytes with what lets the node join, found ${bytes}; keep long scripts in S3 or in a custom AMI`;
}

function* al2023Issues(at: At, userData: UserData): Iterable<RuleResult> {
  let parts: readonly UserPart[];
  try {
    parts = userParts(userData);
  } catch (error) {
    if (!(error instanceof MimeError)) throw error;
    yield issue(at, `a MIME document that ${error.message}`);
    return;
  }
  for (const part of parts) yield* partIssues(at, part, typeof userData !== "string");
}

function* partIssues(at: At, part: UserPart, isListed: boolean): Iterable<RuleResult> {
  const { type, text, position } = part;
  const place = isListed ? [...at, position!, "content"] : at;
  const where = isListed || position === undefined ? "" : `part ${position + 1} of the MIME document: `;
  const other = looksLike(part);
  const bootstrap = al2BootstrapIssue(part);
  if (other)
    yield issue(place, `${where}expected a script, #cloud-config, a NodeConfig or a MIME document, which al2023 reads, found ${other}`);
  else if (bootstrap) yield issue(place, `${where}${bootstrap}`);
  if (!knownContentTypes.includes(type)) {
    yield issue(place, `${where}nothing on the node reads the content type ${type}; expected ${listed(knownContentTypes, "or")}`);
  } else if (type === contentTypes.cloudConfig) {
    const message = cloudConfigIssue(text);
    if (message) yield issue(place, `${where}${message}`);
  } else if (type === contentTypes.nodeConfig) {
    const { issues, unknown } = nodeConfigIssues(text);
    for (const message of issues) yield issue(place, `${where}${message}`);
    yield* unknownKeyResults(place, where, "NodeConfig", unknown);
  }
}

/** A key near a known one is an error; another may be newer than our list. */
function* unknownKeyResults(at: At, where: string, document: string, unknown: readonly UnknownKey[]): Iterable<RuleResult> {
  for (const { path, known } of unknown) {
    const meant = nearby(path.at(-1)!, known);
    const key = path.join(".");
    if (meant.length > 0) yield issue(at, `${where}unknown key ${key} of ${document}; did you mean ${listed(meant, "or")}?`);
    else if (path.length === 1) yield issue(at, `${where}unknown key ${key} of ${document}; known are ${listed(known)}`);
    else yield advice("user-data", at, `${where}${key} is not a key of ${document} that is known (${dated})`, `known are ${listed(known)}`);
  }
}

/** Settings that say which cluster the node joins. */
const ofCluster = ["cluster-name", "api-server", "cluster-certificate"];

function* bottlerocketIssues(at: At, userData: UserData): Iterable<RuleResult> {
  if (typeof userData !== "string") {
    yield issue(at, "expected settings in TOML, which bottlerocket reads, found a list of parts; write one text");
    return;
  }
  let settings: unknown;
  try {
    settings = parseToml(userData);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    yield issue(at, `expected TOML, which bottlerocket reads; line ${error.line}, column ${error.column} is not valid`);
    return;
  }
  yield* unknownKeyResults(at, "", "Bottlerocket's settings", unknownKeys(settings, bottlerocketModel));
  for (const wrong of wrongTypes(settings, bottlerocketModel)) yield issue(at, typeIssue(wrong, "Bottlerocket's settings"));
  const kubernetes = isRecord(settings) && isRecord(settings.settings) ? settings.settings.kubernetes : undefined;
  for (const key of ofCluster)
    if (isRecord(kubernetes) && Object.hasOwn(kubernetes, key))
      yield issue(at, `settings.kubernetes.${key} is set by the stack, so that the node joins its cluster; remove it`);
}

export const userDataRules: readonly Rule[] = [userDataReads, userDataFits];
