// What machines outside of AWS get credentials from. Sources: SSM and IAM Roles Anywhere API references (2026).
import { isRecord } from "../../../components/util/is-record";
import { hex } from "../values";
import { arn, uuid } from "./place";
import type { Rules } from "./subject";

export const hybridNodeRules: Rules = {
  "aws:ssm/activation:Activation": {
    id: ({ seed }) => uuid(`activation ${seed}`),
    outputs: ({ seed, inputs }) => ({
      name: "",
      activationCode: hex(`code ${seed}`, 20),
      expirationDate: inputs.expirationDate ?? "2026-01-02T00:00:00Z", // a day after the simulated creation
      expired: false,
      registrationCount: 0,
      registrationLimit: inputs.registrationLimit ?? 1,
    }),
  },
  "aws:rolesanywhere/trustAnchor:TrustAnchor": {
    id: ({ seed }) => uuid(`trust anchor ${seed}`),
    outputs: ({ place, inputs }, id) => ({
      arn: arn(place, "rolesanywhere", `trust-anchor/${id}`),
      enabled: inputs.enabled ?? true,
      notificationSettings: ["CA_CERTIFICATE_EXPIRY", "END_ENTITY_CERTIFICATE_EXPIRY"].map((event) => ({
        channel: "ALL",
        configuredBy: "rolesanywhere.amazonaws.com",
        enabled: true,
        event,
        threshold: 45,
      })),
      source: isRecord(inputs.source) ? inputs.source : undefined,
    }),
  },
  "aws:rolesanywhere/profile:Profile": {
    id: ({ seed }) => uuid(`profile ${seed}`),
    outputs: ({ place, inputs }, id) => ({
      arn: arn(place, "rolesanywhere", `profile/${id}`),
      durationSeconds: inputs.durationSeconds ?? 3600,
    }),
  },
};
