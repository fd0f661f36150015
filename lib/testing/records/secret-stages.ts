import { randomUUID } from "node:crypto";
import type { Context } from "#lib/context.ts";
import { deriveSecrets } from "#lib/env.ts";
import { createMailQueue } from "#lib/jobs/queue-mail.ts";
import { getServer } from "#lib/runtime/server.ts";
import {
  type SecretList,
  type SecretLists,
  type SecretName,
  type SecretVersion,
  secretNames,
} from "#lib/secret-list.ts";

/** What an instance may be started with during a rotation. */
export type Stage = "before" | "added" | "promoted" | "retired";

/** All of them, in the order of the rotation. Any two neighbors run at the same time. */
export const stages: readonly Stage[] = ["before", "added", "promoted", "retired"];

/** Creates the secrets of each stage of a rotation of all three, from those of the server. */
export function createStages() {
  const first = { ...getServer().env };
  const seconds = Object.fromEntries(secretNames.map((name) => [name, randomUUID()]));
  const list = (name: SecretName, stage: Stage): SecretList => {
    const v1 = first[name][0];
    const v2: SecretVersion = { version: 2, text: seconds[name] ?? "" };
    return { before: [v1], added: [v1, v2], promoted: [v2, v1], retired: [v2] }[stage] as never;
  };
  const getLists = (stage: Stage): SecretLists => ({
    KEYSMITH_KEY_HASH_SECRET: list("KEYSMITH_KEY_HASH_SECRET", stage),
    KEYSMITH_SESSION_SECRET: list("KEYSMITH_SESSION_SECRET", stage),
    KEYSMITH_SEALING_SECRET: list("KEYSMITH_SEALING_SECRET", stage),
  });
  return {
    getLists,
    /** Returns the context as an instance at this stage has it. */
    at: <C extends Context>(stage: Stage, ctx: C): C => {
      const secrets = deriveSecrets(getLists(stage));
      return { ...ctx, secrets, mail: createMailQueue(secrets) };
    },
  };
}
