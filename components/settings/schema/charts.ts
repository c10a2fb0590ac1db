import { z } from "zod";
import { text } from "../../util/schemas";

const host = "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\\d{1,5})?";

const source = text(
  new RegExp(`^(https?|oci)://${host}(/[^\\s?#@]*)?$`),
  "the URL of a chart repository, or oci:// with the host and path of a registry, such as oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/charts",
);

/** Section `charts`: where Helm charts come from. */
export const charts = z.strictObject({
  registries: z
    .record(source, source)
    .default({})
    .describe(
      "Chart repository, or beginning of an `oci://` chart -> repository or `oci://` path of your copy. A repository is matched as a whole, an `oci://` chart by the longest beginning",
    ),
});
