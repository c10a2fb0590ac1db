// Loads modules of packages on first use: most modules of an SDK only list its contents, and a program uses few. Import this before
// anything that imports the packages. Packages with another layout load as usual.
import Module from "node:module";
import { localGrpc } from "./local-callbacks";

export interface LazyModules {
  /** Path of the module that calls `require`. */
  readonly asker: RegExp;
  /** The argument of `require`. */
  readonly request: RegExp;
  /** What `require` returns instead of the module. */
  readonly instead?: object;
  /** Called for each module that calls `require`. */
  readonly onRequest?: (asker: string) => void;
  /** Called before such a module loads. */
  readonly onLoad?: () => void;
}

/** The module that lists the namespaces of a provider's SDK. */
const NAMESPACE = /[\\/]node_modules[\\/]@pulumi[\\/](?!pulumi[\\/])([^\\/]+)[\\/]index\.js$/;

const rules: LazyModules[] = [
  { asker: /[\\/]@pulumi[\\/]pulumi[\\/]index\.js$/, request: /^\.\/(automation|provider)$/ },
  // gRPC: the engine is in this process
  {
    asker: /[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]callbacks\.js$/,
    request: /^(@grpc\/grpc-js|\.\.\/proto\/callback_grpc_pb)$/,
    instead: localGrpc,
  },
  {
    asker: /[\\/]@pulumi[\\/]pulumi[\\/](runtime[\\/]\w+|errors)\.js$/,
    request: /^(@grpc\/grpc-js|@opentelemetry\/api|\.\.\/proto\/\w+_grpc_pb)$/,
  },
  // one module per service of a cloud
  { asker: NAMESPACE, request: /^\.\/[^/]+$/ },
  // API groups of the objects that a manifest may contain
  { asker: /[\\/]@pulumi[\\/]kubernetes[\\/]yaml[\\/]yaml\.js$/, request: /^(glob|\.\.\/(?!utilities$)\w+)$/ },
  // messages in forty languages
  { asker: /[\\/]zod[\\/]v4[\\/](classic[\\/]external|core[\\/]index)\.c?js$/, request: /^\.\.\/locales\// },
];

/** Loads such modules on first use from now on. */
export function loadLazily(rule: LazyModules): void {
  rules.push(rule);
}

type Load = (request: string, parent?: NodeModule, isMain?: boolean) => unknown;
const loader = Module as unknown as { _load: Load; _resolveFilename(request: string, parent: NodeModule): string };
const load = loader._load;
loader._load = (request, parent, isMain) => {
  const asker = parent?.filename;
  const rule = asker && rules.find((each) => each.request.test(request) && each.asker.test(asker));
  if (!rule) return load(request, parent, isMain);
  if (rule.instead) return rule.instead;
  rule.onRequest?.(asker);
  const lazy = onFirstUse(() => {
    rule.onLoad?.();
    return loadAs(lazy, request, parent!);
  });
  const [, owner] = NAMESPACE.exec(asker) ?? [];
  if (owner) namespaces.push({ package: owner, name: request.slice(2), use: () => Reflect.has(lazy, "") });
  return lazy;
};

/** Later callers of `require` get the same object: closures are serialized by the identity of the modules that they use. */
function loadAs(lazy: object, request: string, parent: NodeModule): object {
  const file = loader._resolveFilename(request, parent);
  const known = require.cache[file];
  const loaded = load(request, parent) as object;
  const module = require.cache[file];
  if (!known && module) module.exports = lazy;
  return loaded;
}

/** A proxy for a module. */
function onFirstUse(load: () => object): object {
  let loaded: object | undefined;
  const module = () => {
    loaded ??= load();
    return loaded;
  };
  return new Proxy(
    {},
    {
      get: (_, key) => {
        if (key === "__esModule") return true; // TypeScript's import helpers then use the module itself
        return key === "default" && !Reflect.get(module(), "__esModule") ? module() : Reflect.get(module(), key);
      },
      set: (_, key, value) => Reflect.set(module(), key, value),
      has: (_, key) => Reflect.has(module(), key),
      ownKeys: () => Reflect.ownKeys(module()),
      getOwnPropertyDescriptor: (_, key) => {
        const own = Reflect.getOwnPropertyDescriptor(module(), key);
        return own && { ...own, configurable: true }; // a proxy must not report a property that its target lacks as fixed
      },
      defineProperty: (_, key, descriptor) => Reflect.defineProperty(module(), key, descriptor),
    },
  );
}

const namespaces: { readonly package: string; readonly name: string; readonly use: () => void }[] = [];

/**
 * Loads the module that registers the class of a resource: a reference to a resource becomes an object of its class, and the modules of an
 * SDK register their classes when they load.
 */
export function loadClassOf(urn: string): void {
  const [name, module = ""] = urn.split("::")[2]?.split("$").at(-1)?.split(":") ?? [];
  const [own] = module.split(/[./]/);
  const all = namespaces.filter((each) => each.package === name);
  const exact = all.filter((each) => each.name === own);
  for (const { use } of exact.length > 0 ? exact : all) use();
}
