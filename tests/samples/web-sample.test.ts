import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { IdentityMode } from "../../components/iam/workload-role";
import { autoModeIngressClass, type IngressOptions, ingressAnnotations, ingressClassName } from "../../components/samples/load-balancing";
import { WebSample, type WebSampleArgs } from "../../components/samples/web-sample";
import { clusterHandle, context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";
import { inlineStatements } from "../harness/mocks/policies";

interface Options extends Partial<WebSampleArgs["settings"]> {
  readonly mode?: IdentityMode;
  readonly registry?: string;
  readonly ingress?: IngressOptions;
}

const publicController = { controller: true, public: true };

async function sampleResources({
  mode = "podIdentity",
  registry = "public.ecr.aws",
  ingress = publicController,
  ...settings
}: Options = {}) {
  const mocks = startMocks();
  await mocks.run(() => {
    const provider = new k8s.Provider("cluster", { kubeconfig: "{}" });
    const cluster = { ...clusterHandle(), kubeconfig: pulumi.output("{}"), provider };
    const classes = ingress.controller ? [] : autoModeIngressClass("eks-samples-alb", ingress, cluster, {});
    new WebSample(
      "web",
      {
        context,
        cluster,
        team: "burnham",
        settings: { namespaces: ["team-burnham"], quota: false, limits: false, ...settings },
        mode,
        registry,
        loadBalancing: { ingressClass: ingressClassName(ingress), annotations: ingressAnnotations(ingress), cidrs: ["10.0.0.0/20"] },
      },
      { dependsOn: classes },
    );
  });
  return mocks.resources;
}

const deploymentType = "kubernetes:apps/v1:Deployment";
const ingressType = "kubernetes:networking.k8s.io/v1:Ingress";

describe("WebSample", () => {
  it("creates objects with one name in the team's namespace that refer to each other", async () => {
    const resources = await sampleResources();
    const objects = resources.all.filter(({ type, custom }) => type.startsWith("kubernetes:") && custom);
    expect(objects.map(({ type }) => type.split(":").at(-1))).to.have.members([
      "ServiceAccount",
      "NetworkPolicy",
      "Deployment",
      "Service",
      "Ingress",
      "HorizontalPodAutoscaler",
      "PodDisruptionBudget",
    ]);
    for (const { inputs } of objects) expect(inputs.metadata).to.include({ name: "sample-web", namespace: "team-burnham" });

    const { template, selector } = resources.only(deploymentType).inputs.spec;
    const { spec: service } = resources.only("kubernetes:core/v1:Service").inputs;
    const { spec: budget } = resources.only("kubernetes:policy/v1:PodDisruptionBudget").inputs;
    for (const labels of [selector.matchLabels, service.selector, budget.selector.matchLabels]) {
      expect(template.metadata.labels).to.include(labels);
    }
    const [container] = template.spec.containers;
    expect(service.ports).to.deep.equal([{ name: "http", port: 80, targetPort: container.ports[0].name }]);
    const [rule] = resources.only(ingressType).inputs.spec.rules;
    expect(rule.http.paths[0].backend).to.deep.equal({ service: { name: "sample-web", port: { name: "http" } } });
    const { scaleTargetRef } = resources.only("kubernetes:autoscaling/v2:HorizontalPodAutoscaler").inputs.spec;
    expect(scaleTargetRef).to.deep.equal({ apiVersion: "apps/v1", kind: "Deployment", name: "sample-web" });
  });

  it("meets the restricted Pod Security Standard", async () => {
    const { spec } = (await sampleResources()).only(deploymentType).inputs.spec.template;
    expect(spec.securityContext).to.deep.include({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(spec.securityContext.runAsUser).to.be.greaterThan(0);
    for (const { securityContext } of spec.containers) {
      expect(securityContext).to.deep.equal({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
    }
    for (const volume of spec.volumes) expect(volume).to.have.all.keys("name", "emptyDir");
    expect(spec).not.to.have.any.keys("hostNetwork", "hostPID", "hostIPC");
  });

  it("fits the team's quota, and leaves the number of replicas to the autoscaler", async () => {
    const resources = await sampleResources({ quota: { pods: "4", "limits.memory": "1Gi" } });
    const { spec } = resources.only(deploymentType).inputs;
    expect(spec).not.to.have.property("replicas");
    expect(spec.template.spec.containers[0].resources).to.deep.equal({
      requests: { cpu: "50m", memory: "64Mi" },
      limits: { cpu: "250m", memory: "128Mi" },
    });
    expect(resources.only("kubernetes:autoscaling/v2:HorizontalPodAutoscaler").inputs.spec).to.include({ minReplicas: 2, maxReplicas: 3 });
  });

  it("pulls its image from the mirror", async () => {
    const image = async (registry: string) =>
      (await sampleResources({ registry })).only(deploymentType).inputs.spec.template.spec.containers[0].image as string;
    expect(await image("public.ecr.aws")).to.match(/^public\.ecr\.aws\/nginx\/nginx-unprivileged:\d/);
    expect(await image("mirror.example/ecr")).to.match(/^mirror\.example\/ecr\/nginx\/nginx-unprivileged:\d/);
  });

  it("accepts traffic only from load balancers and its own namespace, on its port", async () => {
    const { spec } = (await sampleResources()).only("kubernetes:networking.k8s.io/v1:NetworkPolicy").inputs;
    expect(spec.ingress).to.deep.equal([
      { from: [{ podSelector: {} }, { ipBlock: { cidr: "10.0.0.0/20" } }], ports: [{ protocol: "TCP", port: "http" }] },
    ]);
    expect(spec.policyTypes).to.deep.equal(["Ingress"]);
  });

  it("has Pod Identity permissions to read its own parameters, and makes its pods wait for them", async () => {
    const resources = await sampleResources();
    const [statement] = inlineStatements(resources, "web");
    expect(statement).to.deep.equal({
      Effect: "Allow",
      Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
      Resource: ["arn:aws:ssm:eu-west-1:*:parameter/shop/team-burnham/*"],
      Condition: { StringEquals: { "aws:ResourceAccount": "$" + "{aws:PrincipalAccount}" } },
    });
    const association = resources.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(association.inputs).to.include({ namespace: "team-burnham", serviceAccount: "sample-web" });
    expect(resources.waitsFor(resources.only(deploymentType), association)).to.equal(true);
  });

  it("has these permissions by an annotation under IRSA", async () => {
    const { metadata } = (await sampleResources({ mode: "irsa" })).only("kubernetes:core/v1:ServiceAccount").inputs;
    expect(metadata.annotations).to.have.property("eks.amazonaws.com/role-arn");
  });

  it("runs on the team's node pool if it has one", async () => {
    const { spec } = (await sampleResources({ nodePool: "burnham" })).only(deploymentType).inputs.spec.template;
    expect(spec.nodeSelector).to.deep.equal({ team: "burnham" });
    expect(spec.tolerations).to.deep.equal([{ key: "team", operator: "Equal", value: "burnham", effect: "NoSchedule" }]);
    expect((await sampleResources()).only(deploymentType).inputs.spec.template.spec).not.to.have.any.keys("nodeSelector", "tolerations");
  });

  it("uses the load balancer controller in tagged subnets, or in those of an existing VPC", async () => {
    const { metadata, spec } = (await sampleResources()).only(ingressType).inputs;
    expect(spec.ingressClassName).to.equal("alb");
    expect(metadata.annotations).to.deep.equal({
      "alb.ingress.kubernetes.io/target-type": "ip",
      "alb.ingress.kubernetes.io/scheme": "internet-facing",
    });
    const ingress = { controller: true, public: false, subnetIds: ["subnet-a", "subnet-b"] };
    expect((await sampleResources({ ingress })).only(ingressType).inputs.metadata.annotations).to.include({
      "alb.ingress.kubernetes.io/scheme": "internal",
      "alb.ingress.kubernetes.io/subnets": "subnet-a,subnet-b",
    });
  });

  it("uses Auto Mode's load balancers with its own IngressClass", async () => {
    const resources = await sampleResources({ ingress: { controller: false, public: true, subnetIds: ["subnet-a", "subnet-b"] } });
    const { spec } = resources.only("kubernetes:networking.k8s.io/v1:IngressClass").inputs;
    const params = resources.only("kubernetes:eks.amazonaws.com/v1:IngressClassParams").inputs;
    expect(spec).to.deep.equal({
      controller: "eks.amazonaws.com/alb",
      parameters: { apiGroup: "eks.amazonaws.com", kind: "IngressClassParams", name: params.metadata.name },
    });
    expect(params.spec).to.deep.equal({ scheme: "internet-facing", subnets: { ids: ["subnet-a", "subnet-b"] } });
    const ingress = resources.only(ingressType);
    expect(ingress.inputs.spec.ingressClassName).to.equal(
      resources.only("kubernetes:networking.k8s.io/v1:IngressClass").inputs.metadata.name,
    );
    expect(resources.waitsFor(ingress, resources.only("kubernetes:networking.k8s.io/v1:IngressClass"))).to.equal(true);
  });
});
