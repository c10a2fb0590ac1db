import { loadBalancerRules } from "../../../policy/rules/load-balancers";
import { describeRules, of } from "./support";

const params = of("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams");
const ingress = of("kubernetes:networking.k8s.io/v1:Ingress");
const release = of("kubernetes:helm.sh/v3:Release");
const balancer = of("aws:lb/loadBalancer:LoadBalancer");
const listener = of("aws:lb/listener:Listener");
const plain = "the internet is served over plain HTTP";
const arn = "arn:aws:acm:eu-west-1:111122223333:certificate/1";
const annotated = (annotations: object) =>
  ingress({
    metadata: {
      annotations: Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value])),
    },
  });
const exposed = (annotations: object) => {
  const { inputs, ...rest } = annotated(annotations);
  return { ...rest, inputs: { ...inputs, spec: { ingressClassName: "platform-ui-internal" } } };
};
const everybody = "the load balancer admits all users";
const https = [
  { protocol: "HTTP", port: 80 },
  { protocol: "HTTPS", port: 443 },
];

describe("rules about load balancers", () => {
  describeRules(loadBalancerRules, {
    "elb-plain-http": {
      trips: [
        [[params({ spec: { scheme: "internet-facing", inboundCIDRs: ["0.0.0.0/0"] } })], plain],
        [[params({ spec: { scheme: "internet-facing", certificateArn: [arn], listeners: https } })], plain],
        [
          [
            release({
              chart: "aws-load-balancer-controller",
              values: { ingressClassParams: { spec: { scheme: "internet-facing" } } },
            }),
          ],
          plain,
        ],
        [[annotated({ scheme: "internet-facing" })], plain],
        [[annotated({ scheme: "internet-facing", "listen-ports": '[{"HTTP": 8080}]' })], plain],
        [
          [
            balancer({ internal: false }),
            listener({ protocol: "HTTP", loadBalancerArn: "id-of-loadbalancer", defaultActions: [{ type: "forward" }] }),
          ],
          plain,
        ],
      ],
      passes: [
        [params({ spec: { scheme: "internal", inboundCIDRs: ["0.0.0.0/0"] } })],
        [params({ spec: { scheme: "internet-facing", inboundCIDRs: ["203.0.113.0/24"] } })],
        [params({ spec: { scheme: "internet-facing", certificateArn: [arn], listeners: https, sslRedirectPort: "443" } })],
        [release({ chart: "other", values: { ingressClassParams: { spec: { scheme: "internet-facing" } } } })],
        [annotated({ scheme: "internet-facing", "certificate-arn": arn })],
        [annotated({ scheme: "internet-facing", "inbound-cidrs": "203.0.113.0/24" })],
        [annotated({ scheme: "internal" })],
        [
          balancer({ internal: true }),
          listener({ protocol: "HTTP", loadBalancerArn: "id-of-loadbalancer", defaultActions: [{ type: "forward" }] }),
        ],
        [balancer({}), listener({ protocol: "HTTP", loadBalancerArn: "id-of-loadbalancer", defaultActions: [{ type: "redirect" }] })],
        [balancer({}), listener({ protocol: "HTTPS", loadBalancerArn: "id-of-loadbalancer", defaultActions: [{ type: "forward" }] })],
      ],
    },
    "elb-authentication": {
      trips: [
        [[exposed({})], everybody],
        [[exposed({ "auth-type": "none" })], everybody],
        [[exposed({ "auth-type": "oidc", "auth-on-unauthenticated-request": "allow" })], everybody],
      ],
      passes: [
        [exposed({ "auth-type": "oidc" })],
        [exposed({ "auth-type": "cognito", "auth-on-unauthenticated-request": "authenticate" })],
        [annotated({})],
      ],
    },
  });
});
