import type { Values } from "../../addon";

/** Logs of the node's system pods, which belong to the data plane, not to applications. */
const dataplanePods = ["aws-node", "kube-proxy"];

const files = (pods: readonly string[]) => pods.map((pod) => `/var/log/containers/${pod}*`).join(", ");

export interface LogGroups<T> {
  readonly application: T;
  readonly dataplane: T;
  readonly host: T;
}

/**
 * Values of the chart for inputs and outputs: containers, kubelet and containerd, kernel and system messages, each to its
 * log group of Container Insights. All input comes from files and the journal of the node, pod names from its kubelet.
 */
export function pipeline(region: string, groups: LogGroups<string>): Values {
  return {
    input: {
      tag: "application.*",
      memBufLimit: "50MB",
      db: "/var/log/flb_application.db",
      extraInputs: block([["Exclude_Path", files([...dataplanePods, "aws-for-fluent-bit"])]]),
    },
    additionalInputs: sections([
      ["INPUT", tail("dataplane.tail.*", files(dataplanePods), "/var/log/flb_dataplane.db")],
      [
        "INPUT",
        journal("dataplane.systemd.*", ["_SYSTEMD_UNIT=containerd.service", "_SYSTEMD_UNIT=kubelet.service"], "/var/log/flb_units.db"),
      ],
      ["INPUT", journal("host.systemd.*", ["_TRANSPORT=kernel", "_TRANSPORT=syslog"], "/var/log/flb_host.db")],
    ]),
    filter: {
      match: "application.*",
      mergeLogKey: "log_processed",
      bufferSize: "0",
      extraFilters: block([
        ["Kube_Tag_Prefix", "application.var.log.containers."],
        ["Labels", "Off"],
        ["Annotations", "Off"],
        ["Use_Kubelet", "On"], // requests from every agent would overload the API server of a large cluster
        ["Kubelet_Port", "10250"],
      ]),
    },
    additionalFilters: sections([
      ["FILTER", shortEntries("dataplane.systemd.*")],
      ["FILTER", shortEntries("host.systemd.*")],
    ]),
    cloudWatchLogs: {
      match: "application.*",
      region,
      logGroupName: groups.application,
      logStreamPrefix: streamPrefix,
      autoCreateGroup: false,
    },
    additionalOutputs: sections([
      ["OUTPUT", cloudWatch("dataplane.*", region, groups.dataplane)],
      ["OUTPUT", cloudWatch("host.*", region, groups.host)],
    ]),
  };
}

/** One stream per node; Fluent Bit replaces the variable. */
const streamPrefix = `\${HOST_NAME}-`;

type Entry = readonly [key: string, value: string];

function tail(tag: string, path: string, db: string): Entry[] {
  return [
    ["Name", "tail"],
    ["Tag", tag],
    ["Path", path],
    ["multiline.parser", "docker, cri"],
    ["DB", db],
    ["Mem_Buf_Limit", "50MB"],
    ["Skip_Long_Lines", "On"],
    ["Refresh_Interval", "10"],
  ];
}

/** @param filters journal entries must match one of these */
function journal(tag: string, filters: readonly string[], db: string): Entry[] {
  return [
    ["Name", "systemd"],
    ["Tag", tag],
    ["Path", "/var/log/journal"],
    ...filters.map((filter): Entry => ["Systemd_Filter", filter]),
    ["DB", db],
    ["Read_From_Tail", "On"],
  ];
}

/** Host, unit or program, and message of a journal entry. */
function shortEntries(match: string): Entry[] {
  return [
    ["Name", "modify"],
    ["Match", match],
    ["Rename", "_HOSTNAME hostname"],
    ["Rename", "_SYSTEMD_UNIT systemd_unit"],
    ["Rename", "SYSLOG_IDENTIFIER program"],
    ["Rename", "MESSAGE message"],
    ["Remove_regex", "[A-Z]"],
  ];
}

function cloudWatch(match: string, region: string, logGroup: string): Entry[] {
  return [
    ["Name", "cloudwatch_logs"],
    ["Match", match],
    ["region", region],
    ["log_group_name", logGroup],
    ["log_stream_prefix", streamPrefix],
  ];
}

function sections(all: readonly (readonly [kind: string, entries: readonly Entry[]])[]): string {
  return all.map(([kind, entries]) => `[${kind}]\n${block(entries, "    ")}`).join("\n");
}

function block(entries: readonly Entry[], indent = ""): string {
  return entries.map(([key, value]) => `${indent}${key} ${value}`).join("\n");
}
