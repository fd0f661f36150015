import { and, eq, inArray, lt, sql } from "drizzle-orm";
import ipaddr from "ipaddr.js";
import { knownDevices } from "#drizzle/schema.ts";
import { getClientName } from "#lib/client-name.ts";
import type { Context } from "#lib/context.ts";
import { computeHmacs } from "#lib/key-ring.ts";

/** How long an unused device stays known, and how many devices per person. */
export const deviceLifeDays = 180;
const devicesPerPerson = 50;

/**
 * Returns the id of a device that the person has signed in from before: the same browser, or for a
 * client without our cookie the same program name and network; otherwise null. It does not
 * authenticate the caller.
 */
export async function findKnownDevice(ctx: Context, userId: string): Promise<string | null> {
  const isThis = inArray(knownDevices.deviceHash, hashDevice(ctx, userId));
  const [found] = await ctx.db
    .select({ deviceHash: knownDevices.deviceHash })
    .from(knownDevices)
    .where(and(eq(knownDevices.userId, userId), isThis));
  return found?.deviceHash.toString("base64url") ?? null;
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
  const [deviceHash, ...earlierHashes] = hashDevice(ctx, userId);
  if (earlierHashes.length > 0) await renewDevice(ctx, userId, deviceHash, earlierHashes);
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

/** Moves a device that is known under another version of the secret to this one. */
async function renewDevice(
  { db }: Context,
  userId: string,
  deviceHash: Buffer,
  earlierHashes: Buffer[],
): Promise<void> {
  await db.execute(sql`
    with moved as (
      delete from known_devices where user_id = ${userId} and device_hash in ${earlierHashes}
      returning created_at
    )
    insert into known_devices (user_id, device_hash, created_at)
    select ${userId}, ${deviceHash}, min(created_at) from moved having count(*) > 0
    on conflict do nothing`);
}

/** Deletes devices that have not been used for a long time. */
export async function forgetDevices({ db }: Context): Promise<void> {
  const since = sql`now() - make_interval(days => ${deviceLifeDays})`;
  await db.delete(knownDevices).where(lt(knownDevices.lastSeenAt, since));
}

/**
 * Hashes a device under each version of the secret, that of new devices first. Bound to the person,
 * so that the table does not show who shares a device.
 */
function hashDevice({ secrets, request }: Context, userId: string): [Buffer, ...Buffer[]] {
  const { deviceId, address, userAgent } = request;
  const device = deviceId
    ? ["browser", deviceId]
    : ["client", getClientName(userAgent ?? "").split("/", 1)[0], getNetwork(address)];
  const text = JSON.stringify([userId, ...device]);
  const [first, ...others] = computeHmacs(secrets.device, text);
  return [first.hash, ...others.map(({ hash }) => hash)];
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
