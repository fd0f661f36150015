import { allMetadata } from "#lib/metadata/columns.ts";
import { type OperatorMerchant, overrideNames } from "#lib/operator/schema.ts";
import { toColumns, wireTime } from "#lib/statement.ts";

const ownersMax = 10;

const owners = `array(
  select u.email from memberships ms join users u on u.id = ms.user_id
  where ms.merchant_id = m.id and ms.role = 'owner' and u.email is not null
  order by u.email limit ${ownersMax}
)`;

const overrides = overrideNames.map((name) => `'${name}', m.overrides->'${name}'`).join(", ");

/** Columns of `merchants m` for the operator; rows are `OperatorMerchant`. */
export const operatorMerchantColumns = toColumns({
  id: "m.id",
  name: "m.name",
  externalId: "m.external_id",
  metadata: allMetadata("m"),
  status: `case when m.closed_at is not null then 'closed'
    when m.suspended_at is not null then 'suspended' else 'active' end`,
  suspendedAt: wireTime("m.suspended_at"),
  suspendedReason: "m.suspended_reason",
  closedAt: wireTime("m.closed_at"),
  closedReason: "m.closed_reason",
  owners,
  policy: `json_build_object(
    'requireSecondFactor', m.require_second_factor,
    'singleSignOnOnly', m.single_sign_on_only,
    'longestLifeOfLiveKeysDays', m.longest_life_of_live_keys_days
  )`,
  overrides: `jsonb_build_object(${overrides})`,
  createdAt: wireTime("m.created_at"),
} satisfies Record<keyof OperatorMerchant, string>);
