import { createHmac } from "node:crypto";
import { and, eq, lt, sql } from "drizzle-orm";
import ipaddr from "ipaddr.js";
import { knownDevices } from "#drizzle/schema.ts";
import { getClientName } from "#lib/client-name.ts";
import type { Context } from "#lib/context.ts";

/** How long an unused device stays known, and how many devices per person. */
export const deviceLifeDays = 180;
const devicesPerPerson = 50;

/**
 * Returns the id of a device that the person has signed in from before: the same browser, or for a
 * client without our cookie the same program name and network; otherwise null. It does not
 * authenticate the caller.
 */
export async function findKnownDevice(ctx: Context, userId: string): Promise<string | null> {
  const deviceHash = hashDevice(ctx, userId);
  const found = await ctx.db
    .select({ userId: knownDevices.userId })
    .from(knownDevices)
    .where(and(eq(knownDevices.userId, userId), eq(knownDevices.deviceHash, deviceHash)));
  return found.length > 0 ? deviceHash.toString("base64url") : null;
}

interface Remembered extends Record<string, unknown> {
  isNew: boolean;
  hadNone: boolean;
}

/**
 * Remembers the device of a sign-in. Returns whether to notify the person of a new device, which
 * excludes the account's first one. Call it in the transaction that starts the session.
 */
export async function rememberDevice(ctx: Context, userId: string): Promise<boolean> {
  const deviceHash = hashDevice(ctx, userId);
  const [remembered] = await ctx.db.execute<Remembered>(sql`
    with before as (
      select not exists (select from known_devices d where d.user_id = ${userId}) as "hadNone"
    ), added as (
      insert into known_devices (user_id, device_hash) values (${userId}, ${deviceHash})
      on conflict (user_id, device_hash) do update set last_seen_at = now()
      returning xmax = 0 as "isNew"
    )
    select * from before, added`);
  if (!remembered?.isNew) return false;
  await ctx.db.execute(sql`
    delete from known_devices d using (
      select device_hash from known_devices where user_id = ${userId}
      order by last_seen_at desc offset ${devicesPerPerson}
    ) excess
    where d.user_id = ${userId} and d.device_hash = excess.device_hash`);
  return !remembered.hadNone;
}

/** Deletes devices that have not been used for a long time. */
export async function forgetDevices({ db }: Context): Promise<void> {
  const since = sql`now() - make_interval(days => ${deviceLifeDays})`;
  await db.delete(knownDevices).where(lt(knownDevices.lastSeenAt, since));
}

/** Bound to the person, so that the table does not show who shares a device. */
function hashDevice({ secrets, request }: Context, userId: string): Buffer {
  const { deviceId, address, userAgent } = request;
  const device = deviceId
    ? ["browser", deviceId]
    : ["client", getClientName(userAgent ?? "").split("/", 1)[0], getNetwork(address)];
  return createHmac("sha256", secrets.device)
    .update(JSON.stringify([userId, ...device]))
    .digest();
}

/** Returns the /24 of an IPv4 address or the /48 of an IPv6 one, which survive a reconnect. */
function getNetwork(address: string | null): string {
  if (!address || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  return parsed
    .toByteArray()
    .slice(0, parsed.kind() === "ipv4" ? 3 : 6)
    .join(".");
}
