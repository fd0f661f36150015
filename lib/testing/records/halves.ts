/** Keys without a secret or an audit row, and such rows without their key. */
export const selectHalves = `
  select k.id, s.api_key_id, e.api_key_id as audited
  from api_keys k
  full join api_key_secrets s on s.api_key_id = k.id
  full join (
    select api_key_id from audit_events where action = 'api_key.created'
  ) e on e.api_key_id = coalesce(k.id, s.api_key_id)
  where k.id is null or s.api_key_id is null or e.api_key_id is null`;
