import type { z } from "zod";
import type { Permission } from "#lib/merchants/schema.ts";
import type { Operation } from "#lib/reference/operation.ts";

/** What an endpoint was declared with, for the reference to be held against. */
export interface Declaration {
  /** `claim` for a member whose permission the verb proves; `account` for a person's own account. */
  admits: Permission | "account" | "claim" | "service" | "anyone";
  method?: string;
  /** Names of those path parameters whose form is checked. */
  params: string[];
  query: z.ZodType | undefined;
  body: z.ZodType | undefined;
  isBodyOptional: boolean;
  status: number;
  /** Undefined where the age of the last proof does not matter. */
  needsProof: Operation["needsProof"];
  /** Whether a suspended merchant's people are kept from it; undefined where no merchant is known. */
  whileSuspended: "open" | "refused" | undefined;
  /** Whether it counts attempts at the secrets in its body. */
  countsAttempts: boolean;
}

type Handle = (...input: never[]) => Promise<Response>;

const declarations = new WeakMap<Handle, Declaration>();

/** Returns `handle` itself, of which `declarationOf` then knows. */
export function declare<H extends Handle>(handle: H, declaration: Declaration): H {
  declarations.set(handle, declaration);
  return handle;
}

/** Of an endpoint, and of the handler that a route exports for it. */
export function declarationOf(handle: Handle): Declaration | undefined {
  return declarations.get(handle);
}
