import { z } from "zod";
import { text } from "../../util/schemas";
import { hints } from "../validation/messages";

const label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const host = `${label}(\\.${label})+(:\\d{1,5})?`;
const path = "(/[a-z0-9]+([._-]+[a-z0-9]+)*)*";

/** Other names of Docker Hub, under which no image is asked for. */
const dockerHub = ["hub.docker.com", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"];

/** How to write a registry that is written as an address of the web. */
function plain(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const trimmed = value.replace(/^[a-z]+:\/\//, "").replace(/\/+$/, "");
  return trimmed !== value && new RegExp(`^${host}${path}$`).test(trimmed) ? trimmed : undefined;
}

function registryHint(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (dockerHub.includes(value)) return "the registry of Docker Hub images is docker.io: write docker.io";
  const [first] = (plain(value) ?? value).split("/");
  return first !== value && new RegExp(`^${host}$`).test(first!) ? `write ${first}` : undefined;
}

const registry = text(new RegExp(`^${host}$`), "the host of a registry such as quay.io")
  .refine((name) => !dockerHub.includes(name))
  .register(hints, { hint: registryHint });

const mirror = text(
  new RegExp(`^${host}${path}$`),
  "a host, with a path if it has one, such as 111122223333.dkr.ecr.eu-west-1.amazonaws.com/quay",
).register(hints, { hint: (value) => plain(value) && `write ${plain(value)}` });

/** Section `images`: where container images come from. */
export const images = z.strictObject({
  registries: z
    .record(registry, mirror)
    .default({})
    .describe("Registry -> host and path of the ECR pull-through cache or mirror that replaces it"),
});
