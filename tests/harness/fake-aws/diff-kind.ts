// The provider's answer to a change of inputs: none, an update, or a replacement.

import { type Difference, differences } from "../../../plan/diff/differences";
import { forces, removes, seenByProvider } from "../../../plan/diff/immutable";
import { parsePath } from "../../../plan/diff/paths";
import { keepsName } from "../../../plan/resource-types/delete-first";
import { replacedBy, replacedWithout } from "../../../plan/resource-types/immutable";
import { computedProperties } from "../../../plan/simulation/computed";
import { texts } from "../../../plan/simulation/values";
import type { Values } from "../../../plan/types";
import type { DiffKind } from "./types";

/** @param outputs of the resource before */
export function diffKind(type: string, was: Values, now: Values, outputs: Values = was): DiffKind {
  const computed = computedProperties(type, process.cwd()).map(parsePath);
  const found = seenByProvider(differences(own(was), own(now)), outputs, computed);
  const immutable = replacedBy(type, was, now).map(parsePath);
  const lasting = replacedWithout(type).map(parsePath);
  const replacing = found.filter((difference) => forces(difference, immutable) || removes(difference, lasting));
  const replaces = [...new Set(replacing.map(({ path }: Difference) => String(path[0])))];
  return {
    differences: found,
    replaces,
    deleteBeforeReplace: replaces.length > 0 && keepsName(type, given(was), given(now)),
  };
}

/** Inputs without the internal fields of the Terraform bridge. */
function own(inputs: Values): Values {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

/** Inputs without generated names, which the bridge lists in `__defaults`. */
function given(inputs: Values): Values {
  const generated = texts(inputs.__defaults);
  return Object.fromEntries(Object.entries(own(inputs)).filter(([name]) => !generated.includes(name)));
}
