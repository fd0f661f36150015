import {
  type Claim,
  type ClaimedContext,
  type Context,
  type MerchantContext,
  type OperatorContext,
  requireActiveMerchant,
  requirePermission,
  requirePerson,
  requireProof,
  sessionEnded,
} from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { readClaim, requireServiceToken } from "#lib/http/caller.ts";
import { onBehalfOfHeader, readOnBehalfOf } from "#lib/http/on-behalf-of.ts";
import type { About, Draw } from "#lib/http/serve.ts";
import type { Permission } from "#lib/merchants/permissions.ts";
import type { Operation } from "#lib/operation.ts";
import { addressKey } from "#lib/rate-limits/address-key.ts";
import type { ServiceTokenScope } from "#lib/service-tokens/schema.ts";
import { findSession } from "#lib/sessions/sessions.ts";

/**
 * Admits a request as the contract says: who may call, which rate limit counts it, and for a member
 * role and scopes, suspension and the age of the last proof.
 */
export async function admit(
  operation: Operation,
  ctx: Context,
  about: About,
  draw: Draw,
): Promise<Context> {
  const { access, rateLimit = "address", serviceScope } = operation;
  switch (access) {
    case "anyone":
    case "visitor":
    case "api-key":
      await draw(rateLimit, addressKey(ctx.request));
      return ctx;
    case "service":
      if (!serviceScope) throw new Error(`${operation.id} names no scope for service tokens`);
      return admitOperator(operation, ctx, about, serviceScope);
    default:
      return admitMember(operation, access, await admitClaim(operation, ctx, about, draw), about);
  }
}

async function admitOperator(
  { headers = {} }: Operation,
  ctx: Context,
  { request }: About,
  scope: ServiceTokenScope,
): Promise<OperatorContext> {
  const operator = await requireServiceToken(ctx, request, scope);
  if (!(onBehalfOfHeader in headers)) return { ...ctx, operator };
  return { ...ctx, operator: { ...operator, onBehalfOf: readOnBehalfOf(request.headers) } };
}

/** Admits whoever names a session, for a verb that checks the rest in its own statement. */
export async function admitClaim(
  _operation: Operation,
  ctx: Context,
  about: About,
  draw: Draw,
): Promise<ClaimedContext> {
  return { ...ctx, claim: await drawClaim(ctx, about, draw) };
}

async function admitMember(
  operation: Operation,
  access: Permission | "account" | "portal",
  ctx: ClaimedContext,
  { request }: About,
): Promise<MerchantContext> {
  const member = await findSession(ctx, ctx.claim);
  if (!member) throw sessionEnded(ctx.claim);
  requireShownMerchant(member, request);
  if (access === "account") requirePerson(member);
  else if (access === "portal") requirePortal(member);
  else requirePermission(member, access);
  if (isRefusedWhileSuspended(operation)) requireActiveMerchant(member);
  if (operation.needsProof === "always") requireProof(member);
  return member;
}

/** Whether members of a suspended merchant are refused. */
export function isRefusedWhileSuspended({ access, whileSuspended }: Operation): boolean {
  return (whileSuspended ?? (access.endsWith(":write") ? "refused" : "open")) === "refused";
}

function requirePortal({ claim }: MerchantContext): void {
  if (claim.kind === "portal") return;
  throw new AppError("forbidden", "Only the portal can do this, in the browser");
}

/** Throws `conflict` for a tab of the portal that shows another merchant than the session's. */
export async function requireSameMerchant(ctx: ClaimedContext, request: Request): Promise<void> {
  const member = await findSession(ctx, ctx.claim);
  if (member) requireShownMerchant(member, request);
}

/**
 * A tab of the portal names the merchant that it shows, but the person may have switched to another
 * one in another tab. Throws `conflict`.
 */
function requireShownMerchant({ merchantId }: MerchantContext, { headers }: Request): void {
  const shown = headers.get("keysmith-merchant");
  if (shown === null || shown === merchantId) return;
  throw new AppError("conflict", "You switched companies in another tab. Reload this page");
}

/** Reads the claim of a request and counts it for its session; one without counts for its address. */
async function drawClaim(ctx: Context, about: About, draw: Draw): Promise<Claim> {
  const claim = await readClaim(ctx, about).catch(async (refusal) => {
    await draw("address", addressKey(ctx.request));
    throw refusal;
  });
  await draw("caller", claim.sessionId);
  ctx.lastSeen.record(claim.sessionId, ctx.request.address);
  return claim;
}
