import { sql } from "drizzle-orm";
import type { Context, Mail } from "#lib/context.ts";
import { openMail, type QueuedMail } from "#lib/jobs/queue-mail.ts";

/** Takes the emails to one recipient out of the queue, oldest first. */
export async function takeMail({ db, secrets }: Context, to: string): Promise<Mail[]> {
  const rows = await db.execute<{ data: QueuedMail }>(sql`
    with taken as (
      delete from pgboss.job where name in ('mail', 'mail-strangers') and data->>'to' = ${to} returning *
    )
    select data from taken order by created_on, id`);
  return rows.map(({ data }) => openMail(secrets, data));
}
