import { parseRange } from "#lib/api-keys/ip-range.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import { getGrantingRoles, isScopeGranted } from "#lib/api-keys/scopes.ts";
import type { Environment } from "#lib/applications/schema.ts";
import {
  type Context,
  type MerchantContext,
  requireActiveMerchant,
  requireProof,
} from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { getPermissions, type Role } from "#lib/merchants/permissions.ts";

/** The fields that decide what a key may do. */
export type KeyPowers = Pick<ApiKey, "scopes" | "ipAllowlist" | "rateLimit" | "expiresAt">;

interface Key {
  environment: Environment;
  scopes: readonly string[];
}

type Catalogue = Pick<Context["config"], "scopes">;
type Creator = { config: Catalogue; caller: { role: Role } };

/** Returns the roles that may create a key with these scopes, and so act on one that has them. */
export function getCreatingRoles(config: Catalogue, scopes: readonly string[]): Role[] {
  return getGrantingRoles(config, scopes).filter((role) =>
    getPermissions(role).includes("api-keys:write"),
  );
}

/**
 * Requires that the caller could have created `key`, before its secrets are changed. Throws
 * `forbidden`.
 */
export function requireCeiling({ config, caller }: Creator, key: Pick<Key, "scopes">): void {
  if (!getCreatingRoles(config, key.scopes).includes(caller.role)) throw new AppError("forbidden");
}

/**
 * Requires everything that creating `key` would, before its secret is returned, or it is revived or
 * may do more. Throws `forbidden`.
 */
export function requireEmpowerment(ctx: MerchantContext, key: Key): void {
  requireCeiling(ctx, key);
  requireActiveMerchant(ctx);
  requireProof(ctx, key.environment);
}

/** Whether `after` lets a key do anything that `before` did not. */
export function widens(config: Catalogue, before: KeyPowers, after: KeyPowers): boolean {
  return (
    after.scopes.some((scope) => !isScopeHeld(config, before.scopes, scope)) ||
    !isAllowlistWithin(after.ipAllowlist, before.ipAllowlist) ||
    !isRateWithin(after.rateLimit, before.rateLimit) ||
    toTime(after.expiresAt) > toTime(before.expiresAt)
  );
}

function isScopeHeld(config: Catalogue, held: readonly string[], scope: string): boolean {
  // A scope that has left the catalogue is held only by its own name: `*` never meant it.
  return Object.hasOwn(config.scopes, scope)
    ? isScopeGranted(config, held, scope)
    : held.includes(scope);
}

/** An empty allowlist allows every address. */
function isAllowlistWithin(inner: readonly string[], outer: readonly string[]): boolean {
  if (outer.length === 0) return true;
  if (inner.length === 0) return false;
  const ranges = outer.map(parseRange);
  return inner
    .map(parseRange)
    .every(([address, bits]) =>
      ranges.some(
        ([start, outerBits]) =>
          address.kind() === start.kind() && bits >= outerBits && address.match(start, outerBits),
      ),
    );
}

/** Fewer calls in a longer window is the only change that can allow no burst that was refused. */
function isRateWithin(inner: ApiKey["rateLimit"], outer: ApiKey["rateLimit"]): boolean {
  if (outer === null) return true;
  if (inner === null) return false;
  return inner.limit <= outer.limit && inner.windowSeconds >= outer.windowSeconds;
}

function toTime(expiresAt: string | null): number {
  return expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);
}
