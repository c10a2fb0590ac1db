import { expect } from "chai";
import { outcomeOf, sections } from "../environment/counterparts/fixtures";
import type { Inputs, Resources } from "../harness/mocks/mocks";

const pool = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123";
const cognito = `{ type: cognito, userPoolArn: "${pool}" }`;
const endpoint = (path: string) => `"https://idp.example.com/${path}"`;
const oidc = (more: string) =>
  `{ type: oidc, issuer: ${endpoint("")}, authorizationEndpoint: ${endpoint("authorize")}, tokenEndpoint: ${endpoint("token")}, userInfoEndpoint: ${endpoint("userinfo")}, ${more} }`;
const domain = (more: string) => `domain: { name: shop.example.com, zoneId: Z0123, ${more} }`;

const types = {
  ingress: "kubernetes:networking.k8s.io/v1:Ingress",
  ingressClass: "kubernetes:networking.k8s.io/v1:IngressClass",
  record: "aws:route53/record:Record",
  client: "aws:cognito/userPoolClient:UserPoolClient",
  validation: "aws:acm/certificateValidation:CertificateValidation",
  role: "kubernetes:rbac.authorization.k8s.io/v1:Role",
  binding: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
  externalSecret: "kubernetes:external-secrets.io/v1:ExternalSecret",
  release: "kubernetes:helm.sh/v3:Release",
};

const annotation = (ingress: Inputs, name: string) => ingress.inputs.metadata.annotations[`alb.ingress.kubernetes.io/${name}`];

describe("Domain", () => {
  let resources: Resources;
  let outputs: Inputs;

  before(async () => {
    const expose = `expose: { grafana: { auth: ${cognito} }, argocd: { host: deploy, auth: ${oidc("secretsManager: shop/oidc")} } }`;
    const teams = "teams: { web: { kind: application, members: ['arn:aws:iam::111122223333:role/web'] } }";
    ({ resources, outputs } = await outcomeOf(sections(domain(expose), teams)));
  });

  it("creates a certificate for the domain and its subdomains, validated by a record in the zone", () => {
    const certificate = resources.only("aws:acm/certificate:Certificate");
    expect(certificate.inputs).to.deep.include({
      domainName: "shop.example.com",
      subjectAlternativeNames: ["*.shop.example.com"],
      validationMethod: "DNS",
    });
    const record = resources.named("eks-domain-validation", types.record);
    expect(record.inputs).to.include({ zoneId: "Z0123", type: "CNAME", allowOverwrite: true });
    expect(resources.waitsFor(resources.only(types.validation), record)).to.equal(true);
  });

  for (const [kind, cluster, group] of [
    ["AWS Load Balancer Controller", "", "elbv2.k8s.aws/v1beta1"],
    ["Auto Mode", ", autoMode: true", "eks.amazonaws.com/v1"],
  ] as const)
    it(`gives the load balancer addresses of both families where pods have IPv6 addresses: ${kind}`, async () => {
      const expose = `expose: { grafana: { auth: ${cognito} } }`;
      const planned = await outcomeOf(sections(domain(expose), `cluster: { ipFamily: ipv6${cluster} }`));
      const { spec } = planned.resources.only(`kubernetes:${group}:IngressClassParams`).inputs;
      expect(spec.ipAddressType).to.equal("dualstack");
      const ranges = spec.inboundCIDRs ?? annotation(planned.resources.ofType(types.ingress)[0]!, "inbound-cidrs").split(",");
      expect(ranges).to.include.members(["0.0.0.0/0", "::/0"]);
    });

  it("serves all user interfaces by one load balancer with TLS, in namespaces without a team", () => {
    const { spec } = resources.only("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams").inputs;
    expect(spec).to.deep.include({
      scheme: "internet-facing",
      group: { name: "platform-ui-internet-facing" },
      targetType: "ip",
      sslRedirectPort: "443",
      namespaceSelector: { matchExpressions: [{ key: "eks-blueprints/team", operator: "DoesNotExist" }] },
    });
    expect(spec.certificateArn[0]).to.match(/^arn:aws:acm:/);
    for (const { inputs } of resources.ofType(types.ingress)) expect(inputs.spec.ingressClassName).to.equal("platform-ui-internet-facing");
  });

  it("authenticates users of a Cognito user pool with a client of its own", () => {
    const ingress = resources.named("eks-domain-grafana", types.ingress);
    expect(ingress.inputs.spec.rules[0]).to.deep.include({ host: "grafana.shop.example.com" });
    expect(ingress.inputs.spec.rules[0].http.paths[0].backend).to.deep.equal({
      service: { name: "kube-prometheus-stack-grafana", port: { number: 80 } },
    });
    expect(annotation(ingress, "auth-type")).to.equal("cognito");
    expect(annotation(ingress, "auth-on-unauthenticated-request")).to.equal("authenticate");
    const client = resources.only(types.client);
    expect(client.inputs).to.deep.include({
      userPoolId: "eu-west-1_AbCdEf123",
      generateSecret: true,
      allowedOauthFlows: ["code"],
      callbackUrls: ["https://grafana.shop.example.com/oauth2/idpresponse"],
    });
    const provider = JSON.parse(annotation(ingress, "auth-idp-cognito"));
    expect(provider.userPoolARN).to.equal(pool);
    expect(provider.userPoolClientID).to.be.a("string");
    expect(provider.userPoolDomain).to.match(/^auth-/);
  });

  it("lets the controller read the one Secret of an OpenID Connect client, which the stack never sees", () => {
    const ingress = resources.named("eks-domain-argocd", types.ingress);
    expect(annotation(ingress, "backend-protocol")).to.equal("HTTPS");
    expect(JSON.parse(annotation(ingress, "auth-idp-oidc"))).to.include({ secretName: "expose-argocd-oidc" });
    const { spec, metadata } = resources.only(types.externalSecret).inputs;
    expect(metadata).to.deep.equal({ name: "expose-argocd-oidc", namespace: "argocd" });
    expect(spec.data.map(({ remoteRef }: Inputs) => remoteRef)).to.deep.equal([
      { key: "shop/oidc", property: "clientID" },
      { key: "shop/oidc", property: "clientSecret" },
    ]);
    expect(resources.named("eks-domain-argocd", types.role).inputs.rules).to.deep.equal([
      { apiGroups: [""], resources: ["secrets"], resourceNames: ["expose-argocd-oidc"], verbs: ["get", "list", "watch"] },
    ]);
    const binding = resources.named("eks-domain-argocd", types.binding);
    expect(binding.inputs.subjects).to.deep.equal([
      { kind: "ServiceAccount", name: "aws-load-balancer-controller", namespace: "kube-system" },
    ]);
    expect(resources.waitsFor(ingress, binding)).to.equal(true);
  });

  it("deletes records before Ingresses, these before their controller and user interface, and the certificate last", () => {
    const record = resources.named("eks-domain-grafana", types.record);
    const ingress = resources.named("eks-domain-grafana", types.ingress);
    expect(record.inputs).to.include({ name: "grafana.shop.example.com", type: "CNAME", zoneId: "Z0123" });
    expect(resources.waitsFor(record, ingress)).to.equal(true);
    expect(resources.waitsFor(ingress, resources.only(types.validation))).to.equal(true);
    for (const addon of ["eks-aws-load-balancer-controller", "eks-prometheus"])
      expect(resources.waitsFor(ingress, resources.named(addon, types.release)), addon).to.equal(true);
    expect(ingress.inputs.metadata.annotations["external-dns.alpha.kubernetes.io/controller"], "external-dns leaves it alone").to.equal(
      "none",
    );
  });

  it("limits external-dns to the zone and the domain", () => {
    const { values } = resources.named("eks-external-dns", types.release).inputs;
    expect(values).to.deep.include({ policy: "sync", domainFilters: ["shop.example.com"], extraArgs: { "zone-id-filter": ["Z0123"] } });
  });

  it("keeps teams off the class of the user interfaces", () => {
    const policy = resources.named("eks-team-ui-ingresses", "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy");
    const [{ expression }] = policy.inputs.spec.matchConditions;
    expect(expression).to.include('object.spec.ingressClassName.startsWith("platform-ui-")');
    expect(expression, "nor join its group by an annotation").to.include(
      'object.metadata.annotations[?"alb.ingress.kubernetes.io/group.name"].orValue("").startsWith("platform-ui-")',
    );
    expect(policy.inputs.spec.validations[0].expression).to.equal("false");
  });

  it("outputs the certificate and the URLs", () => {
    expect(outputs.domain.urls).to.deep.equal({ grafana: "https://grafana.shop.example.com", argocd: "https://deploy.shop.example.com" });
    expect(outputs.domain.certificateArn).to.match(/^arn:aws:acm:/);
  });

  it("is internal and served by EKS Auto Mode where a stack is so", async () => {
    const auth = oidc("secretName: client");
    const service = "service: { namespace: tools, name: wiki, port: 8080, https: true, healthPath: /health }";
    const given = `certificate: "arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012", scheme: internal, inboundCidrs: [10.0.0.0/8], expose: { wiki: { auth: ${auth}, ${service} } }`;
    const found = (await outcomeOf(sections(domain(given), "cluster: { autoMode: true }"))).resources;
    expect(found.ofType("aws:acm/certificate:Certificate")).to.deep.equal([]);
    const { spec } = found.only("kubernetes:eks.amazonaws.com/v1:IngressClassParams").inputs;
    expect(spec).to.deep.include({ scheme: "internal", group: { name: "platform-ui-internal" } });
    expect(spec.certificateARNs).to.have.lengthOf(1);
    const ingress = found.only(types.ingress);
    expect(annotation(ingress, "ssl-redirect")).to.equal("443");
    expect(annotation(ingress, "inbound-cidrs")).to.equal("10.0.0.0/8");
    expect(annotation(ingress, "healthcheck-path")).to.equal("/health");
    expect(found.named("eks-domain-wiki", types.role).inputs.metadata).to.deep.equal({ name: "client", namespace: "tools" });
    const [subject] = found.named("eks-domain-wiki", types.binding).inputs.subjects;
    expect(subject).to.include({ kind: "Group", name: "eks:managed" });
    expect(found.ofType(types.externalSecret)).to.deep.equal([]);
  });
});
