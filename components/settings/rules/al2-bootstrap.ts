import { parse } from "yaml";
import { isRecord } from "../../util/is-record";
import { contentTypes, type UserPart } from "../../util/user-data/parts";

const script = "/etc/eks/bootstrap.sh";

/** A line that runs the script, or a variable that does: after whatever may stand before a command, with its options. */
const runs =
  /^[^#\n]*?(^|[;&|(`]|\b(then|do|else|exec|sudo|bash|sh|source|env|nohup|eval)\b|\s\.|=|\$\()(\s+-\S+)*\s*["']?\/etc\/eks\/bootstrap\.sh/m;

/** Scripts for both operating systems test whether it is there, and some write it first. */
const handled = /((\[|\btest)\s+(!\s+)?-[a-z]|>)\s*["']?\/etc\/eks\/bootstrap\.sh/;

/** What is wrong with a part that runs the script by which nodes of Amazon Linux 2 join; no other part can. */
export function al2BootstrapIssue({ type, text }: UserPart): string | undefined {
  if (!text.includes(script)) return undefined;
  const commands = type === contentTypes.cloudConfig ? commandsOf(text) : text;
  if (!runs.test(commands) || handled.test(commands)) return undefined;
  return `${script} exists only on Amazon Linux 2, not on al2023, where the node joins automatically: write a NodeConfig with spec.kubelet.config (such as maxPods) and spec.kubelet.flags instead`;
}

/** Commands that cloud-init runs, one a line; nothing of a document that cannot be read, which is said elsewhere. */
function commandsOf(text: string): string {
  try {
    const config: unknown = parse(text);
    const { bootcmd, runcmd } = isRecord(config) ? config : {};
    return [bootcmd, runcmd].flatMap((list) => (Array.isArray(list) ? list.map((each) => [each].flat().join(" ")) : [])).join("\n");
  } catch {
    return "";
  }
}
