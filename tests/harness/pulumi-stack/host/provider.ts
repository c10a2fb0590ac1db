// A simulated provider: the ResourceProvider service of one package on the fake AWS.
import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { isRecord } from "../../../../components/util/is-record";
import { differences } from "../../../../plan/diff/differences";
import { withVersion } from "../../../../plan/engine/default-providers";
import { nameOf, typeOf } from "../../../../plan/engine/urn";
import { revealAll } from "../../../../plan/engine/values";
import { replacedBy } from "../../../../plan/resource-types/immutable";
import { hasUnknown } from "../../../../plan/simulation/values";
import { UNKNOWN, type Value, type Values } from "../../../../plan/types";
import type { FakeAws } from "../../fake-aws/types";
import { construct } from "./construct";
import { detailsOf, replaces } from "./differences";
import { structOf, valuesOf } from "./monitor";

/** Component providers use Pulumi's SDK and accept secrets; for others the engine tracks the secrets. */
const COMPONENTS: readonly string[] = ["awsx", "eks"];

/**
 * @param name package
 * @param directory with the installed SDKs
 */
export function standIn(name: string, fakeAws: FakeAws, directory: string): grpc.UntypedServiceImplementation {
  // The engine opens a connection for each provider resource, so the caller identifies the configuration.
  const configurations = new Map<string, Values>();
  const configurationOf = (peer: string) => configurations.get(peer) ?? {};
  const version = withVersion({ name }, directory).version ?? "";
  const isComponents = COMPONENTS.includes(name);

  const requestOf = (urn: string, inputs: Values, preview: boolean, peer: string) => ({
    type: typeOf(urn),
    name: nameOf(urn),
    urn,
    inputs: revealAll(inputs),
    provider: configurationOf(peer),
    preview,
    directory,
  });

  const diff = (request: messages.DiffRequest, peer: string) => {
    const [olds, news] = [request.getOldInputs(), request.getNews()].map((struct) => revealAll(valuesOf(struct))) as [Values, Values];
    const oldOutputs = revealAll(valuesOf(request.getOlds()));
    const asked = { ...requestOf(request.getUrn(), news, hasUnknown(news), peer), id: request.getId(), olds, oldOutputs };
    const verdict = fakeAws.diff(asked);
    const forced = replaces(news, verdict.replaces, replacedBy(asked.type, olds, news));
    const details = detailsOf(verdict.differences, news, forced);
    const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
    const response = new messages.DiffResponse()
      .setChanges(details.length > 0 ? DIFF_SOME : DIFF_NONE)
      .setReplacesList(forced)
      .setDeletebeforereplace(verdict.deleteBeforeReplace)
      .setHasdetaileddiff(true);
    for (const { path, kind } of details) {
      response.getDetaileddiffMap().set(path, new messages.PropertyDiff().setKind(messages.PropertyDiff.Kind[kind]).setInputdiff(true));
    }
    return response;
  };

  return {
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    checkConfig: unary((request: messages.CheckRequest) => new messages.CheckResponse().setInputs(request.getNews())),
    check: unary((request: messages.CheckRequest) => new messages.CheckResponse().setInputs(request.getNews())),
    diffConfig: unary((request: messages.DiffRequest, peer) => diff(request, peer)),
    configure: unary((request: messages.ConfigureRequest, peer) => {
      const { version: _, pluginDownloadURL: __, ...inputs } = revealAll(valuesOf(request.getArgs()));
      configurations.set(peer, inputs);
      return new messages.ConfigureResponse()
        .setSupportspreview(true)
        .setAcceptsecrets(isComponents)
        .setAcceptresources(isComponents)
        .setAcceptoutputs(isComponents);
    }),
    diff: unary((request: messages.DiffRequest, peer) => diff(request, peer)),
    create: unary(async (request: messages.CreateRequest, peer) => {
      const asked = requestOf(request.getUrn(), valuesOf(request.getProperties()), request.getPreview(), peer);
      if (asked.preview) return new messages.CreateResponse().setProperties(structOf(fakeAws.preview(asked).outputs));
      const { id, outputs } = await fakeAws.create(asked);
      return new messages.CreateResponse().setId(id).setProperties(structOf(outputs));
    }),
    read: unary(async (request: messages.ReadRequest, peer) => {
      const given = request.getInputs() ?? request.getProperties();
      const found = await fakeAws.read({ ...requestOf(request.getUrn(), valuesOf(given), false, peer), id: request.getId() });
      if (!found) return new messages.ReadResponse();
      return new messages.ReadResponse().setId(found.id).setInputs(structOf(found.inputs)).setProperties(structOf(found.outputs));
    }),
    update: unary(async (request: messages.UpdateRequest, peer) => {
      const asked = requestOf(request.getUrn(), valuesOf(request.getNews()), request.getPreview(), peer);
      if (asked.preview) {
        const outputs = foreseen(
          asked.type,
          fakeAws.preview({ ...asked, id: request.getId() }).outputs,
          asked.inputs,
          revealAll(valuesOf(request.getOlds())),
          revealAll(valuesOf(request.getOldInputs())),
        );
        return new messages.UpdateResponse().setProperties(structOf(outputs));
      }
      const { outputs } = await fakeAws.update({ ...asked, id: request.getId(), olds: revealAll(valuesOf(request.getOldInputs())) });
      return new messages.UpdateResponse().setProperties(structOf(outputs));
    }),
    delete: unary(async (request: messages.DeleteRequest, peer) => {
      const urn = request.getUrn();
      await fakeAws.delete({ type: typeOf(urn), id: request.getId(), urn, provider: configurationOf(peer) });
      return new Empty();
    }),
    invoke: unary(async (request: messages.InvokeRequest, peer) => {
      const args = revealAll(valuesOf(request.getArgs()));
      const call = { token: request.getTok(), args, provider: configurationOf(peer), preview: request.getPreview(), directory };
      return new messages.InvokeResponse().setReturn(structOf(await fakeAws.invoke(call)));
    }),
    construct: unary((request: messages.ConstructRequest, peer) => construct(request, configurationOf(peer), directory)),
  };
}

/** Outputs that only the update of anything but tags decides (terraform-provider-aws, `ComputedIf`). */
const recomputed: Readonly<Record<string, readonly string[]>> = { "aws:ec2/launchTemplate:LaunchTemplate": ["latestVersion"] };

/** An update keeps values that only a deployment knew, also inside an input such as `vpcConfig`, unless the new inputs set them. */
function foreseen(type: string, outputs: Values, inputs: Values, olds: Values, oldInputs: Values): Values {
  const changed =
    hasUnknown(inputs) || differences({ ...oldInputs, tags: inputs.tags ?? null }, { ...inputs, tags: inputs.tags ?? null }).length > 0;
  const entries = Object.entries(outputs).map(([key, value]): [key: string, value: Value] => {
    if (changed && recomputed[type]?.includes(key)) return [key, UNKNOWN];
    const old: Value | undefined = olds[key];
    const given: Value | undefined = oldInputs[key];
    if (value === UNKNOWN && inputs[key] === undefined) return [key, old ?? value];
    if (!isRecord(value) || !isRecord(old) || !isRecord(given)) return [key, value];
    const computed = Object.entries(old).filter(([property]) => given[property] === undefined);
    return [key, { ...Object.fromEntries(computed), ...value }] as const;
  });
  return Object.fromEntries(entries);
}

type Call<Request> = { readonly request: Request; getPeer(): string };
type Done<Response> = (error: Partial<grpc.StatusObject> | null, response?: Response) => void;

/** A gRPC method from a function; errors are reported as providers report them. */
function unary<Request, Response>(answer: (request: Request, peer: string) => Response | Promise<Response>) {
  return (call: Call<Request>, done: Done<Response>): void => {
    const answered = (async () => answer(call.request, call.getPeer()))();
    answered.then(
      (response) => done(null, response),
      (error: Error) => done({ code: grpc.status.UNKNOWN, details: error.message }),
    );
  };
}
