export { policySettings as policies } from "../../util/policy-settings";
