import { sql } from "drizzle-orm";

/** Chain of the events without a merchant. */
export const installationChain = "installation";

/**
 * SQL aggregate: the bytes of the events `e` that a seal covers, in the order of their ids. A column
 * that came later counts only where it has a value, so that older seals stay valid.
 */
export const eventBytes = sql`convert_to(coalesce(string_agg(
  (jsonb_build_array(
    e.id, e.merchant_id, e.action, e.actor_id, e.via, e.session_id, e.application_id, e.api_key_id,
    host(e.address), e.user_agent, e.request_id, e.before, e.after, extract(epoch from e.created_at)
  ) || case when e.on_behalf_of is null then '[]' else jsonb_build_array(e.on_behalf_of) end)::text, E'\\n' order by e.id), ''), 'UTF8')`;
