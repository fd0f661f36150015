import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  inet,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";

/** Ids sort by time in the C collation on every server, whatever its locale. */
const id = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const createdAt = () => moment("created_at").notNull().defaultNow();

export const merchants = pgTable(
  "merchants",
  {
    id: id("id").primaryKey(),
    name: text("name").notNull(),
    createdAt: createdAt(),
    suspendedAt: moment("suspended_at"),
  },
  (t) => [check("merchants_name_length", sql`char_length(${t.name}) between 1 and 80`)],
);

export const users = pgTable(
  "users",
  {
    id: id("id").primaryKey(),
    email: text("email").notNull(),
    passwordHash: text("password_hash").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("users_email_unique").on(t.email),
    check(
      "users_email_form",
      sql`${t.email} = lower(${t.email}) and char_length(${t.email}) <= 254`,
    ),
  ],
);

export const memberships = pgTable(
  "memberships",
  {
    merchantId: id("merchant_id")
      .notNull()
      .references(() => merchants.id),
    userId: id("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role").$type<"viewer" | "developer" | "admin" | "owner">().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.userId] }),
    index("memberships_user").on(t.userId, t.createdAt),
    check("memberships_role", sql`${t.role} in ('viewer', 'developer', 'admin', 'owner')`),
  ],
);

/** One sign-in, in the portal or by a token request; deleting the row ends it everywhere. */
export const sessions = pgTable(
  "sessions",
  {
    id: id("id").primaryKey(),
    kind: text("kind").$type<"portal" | "token">().notNull(),
    userId: id("user_id").notNull(),
    merchantId: id("merchant_id").notNull(),
    address: inet("address"),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [
    foreignKey({
      name: "sessions_membership_fk",
      columns: [t.merchantId, t.userId],
      foreignColumns: [memberships.merchantId, memberships.userId],
    }).onDelete("cascade"),
    index("sessions_membership").on(t.merchantId, t.userId),
    index("sessions_user").on(t.userId),
    check("sessions_kind", sql`${t.kind} in ('portal', 'token')`),
  ],
);

export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    tokenHash: bytea("token_hash").primaryKey(),
    sessionId: id("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    spentAt: moment("spent_at"),
  },
  (t) => [
    index("refresh_tokens_session").on(t.sessionId),
    check("refresh_tokens_hash_length", sql`octet_length(${t.tokenHash}) = 32`),
  ],
);

/** Pairs that sign access tokens; the private half is sealed with KEYSMITH_SEALING_SECRET. */
export const signingKeys = pgTable("signing_keys", {
  kid: text("kid").primaryKey(),
  publicJwk: jsonb("public_jwk").$type<Record<string, unknown>>().notNull(),
  sealedPrivateKey: bytea("sealed_private_key").notNull(),
  createdAt: createdAt(),
});

export const applications = pgTable(
  "applications",
  {
    id: id("id").primaryKey(),
    merchantId: id("merchant_id")
      .notNull()
      .references(() => merchants.id),
    name: text("name").notNull(),
    environment: text("environment").$type<"live" | "test">().notNull(),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
    /** Never less than the active keys there are; counted anew where it reaches the limit. */
    activeKeyBound: integer("active_key_bound").notNull().default(0),
    deletedAt: moment("deleted_at"),
  },
  (t) => [
    unique("applications_id_merchant").on(t.id, t.merchantId),
    index("applications_merchant").on(t.merchantId, t.id),
    check("applications_name_length", sql`char_length(${t.name}) between 1 and 80`),
    check("applications_environment", sql`${t.environment} in ('live', 'test')`),
  ],
);

/** A key's identity, which outlives its secrets: rotation swaps those under one id. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id("id").primaryKey(),
    applicationId: id("application_id").notNull(),
    merchantId: id("merchant_id").notNull(),
    keyPrefix: text("key_prefix").notNull(),
    description: text("description").notNull(),
    scopes: text("scopes").array().notNull(),
    ipAllowlist: text("ip_allowlist").array().notNull(),
    expiresAt: moment("expires_at"),
    /** Grows with each edit, so that two who edit at once notice each other. */
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    createdBy: id("created_by")
      .notNull()
      .references(() => users.id),
    lastUsedAt: moment("last_used_at"),
    lastUsedIp: inet("last_used_ip"),
    lastUsedUserAgent: text("last_used_user_agent"),
    revokedAt: moment("revoked_at"),
    revokedBy: id("revoked_by").references(() => users.id),
    revokedReason: text("revoked_reason"),
    /** Revoked because it was seen where it should not be: cannot be restored. */
    leaked: boolean("leaked").notNull().default(false),
    /** Generation of the new secret while two are good; all five are null while one is. */
    rotationGeneration: integer("rotation_generation"),
    rotationStartedAt: moment("rotation_started_at"),
    rotationOverlapSeconds: integer("rotation_overlap_seconds"),
    rotationUsedAt: moment("rotation_used_at"),
    rotationEndsAt: moment("rotation_ends_at"),
  },
  (t) => [
    foreignKey({
      name: "api_keys_application_fk",
      columns: [t.applicationId, t.merchantId],
      foreignColumns: [applications.id, applications.merchantId],
    }),
    index("api_keys_application_newest").on(t.applicationId, t.id),
    index("api_keys_application_unrevoked")
      .on(t.applicationId, t.id)
      .where(sql`${t.revokedAt} is null`),
    index("api_keys_application_description").on(
      t.applicationId,
      sql`lower(${t.description})`,
      t.id,
    ),
    index("api_keys_application_expiry").on(
      t.applicationId,
      sql`coalesce(${t.expiresAt}, 'infinity')`,
      t.id,
    ),
    index("api_keys_search")
      .using(
        "gin",
        t.applicationId,
        sql`(${t.description} || ' ' || substr(${t.keyPrefix}, 9)) gin_trgm_ops`,
      )
      .with({ gin_pending_list_limit: 1024 }),
    index("api_keys_merchant_unrevoked").on(t.merchantId, t.id).where(sql`${t.revokedAt} is null`),
    index("api_keys_expiring")
      .on(t.expiresAt)
      .where(sql`${t.revokedAt} is null and ${t.expiresAt} is not null`),
    index("api_keys_rotating").on(t.rotationEndsAt).where(sql`${t.rotationEndsAt} is not null`),
    check("api_keys_description_length", sql`char_length(${t.description}) between 1 and 50`),
    check("api_keys_prefix_length", sql`char_length(${t.keyPrefix}) = 12`),
    check("api_keys_scopes_present", sql`cardinality(${t.scopes}) > 0`),
    check("api_keys_reason_length", sql`char_length(${t.revokedReason}) <= 200`),
  ],
);

/** Keyed hashes of full keys; the full key itself is stored nowhere. */
export const apiKeySecrets = pgTable(
  "api_key_secrets",
  {
    keyHash: bytea("key_hash").primaryKey(),
    apiKeyId: id("api_key_id")
      .notNull()
      .references(() => apiKeys.id),
    /** 1 for the secret that the key was created with, then one more with each rotation. */
    generation: integer("generation").notNull().default(1),
    keyPrefix: text("key_prefix"),
    createdAt: createdAt(),
    expiresAt: moment("expires_at"),
    lastUsedAt: moment("last_used_at"),
  },
  (t) => [
    unique("api_key_secrets_generation").on(t.apiKeyId, t.generation),
    check("api_key_secrets_hash_length", sql`octet_length(${t.keyHash}) = 32`),
  ],
);

/** How often a key verified or was refused, by day in UTC and outcome. */
export const apiKeyUsageDays = pgTable(
  "api_key_usage_days",
  {
    apiKeyId: id("api_key_id")
      .notNull()
      .references(() => apiKeys.id),
    day: date("day").notNull(),
    /** `valid`, or the code of the refusal. */
    outcome: text("outcome").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.apiKeyId, t.day, t.outcome] })],
);

/** Which notice of which expiry has been sent, so that each is sent once. */
export const apiKeyReminders = pgTable(
  "api_key_reminders",
  {
    apiKeyId: id("api_key_id")
      .notNull()
      .references(() => apiKeys.id),
    expiresAt: moment("expires_at").notNull(),
    /** Days ahead: 30, 7, 1, and 0 for the expiry itself. */
    daysAhead: integer("days_ahead").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.apiKeyId, t.expiresAt, t.daysAhead] })],
);

/** With one of these the operator's own services ask whether a key is good. */
export const serviceTokens = pgTable(
  "service_tokens",
  {
    id: id("id").primaryKey(),
    name: text("name").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    tokenPrefix: text("token_prefix").notNull(),
    createdAt: createdAt(),
    revokedAt: moment("revoked_at"),
  },
  (t) => [
    uniqueIndex("service_tokens_hash").on(t.tokenHash),
    uniqueIndex("service_tokens_name").on(t.name).where(sql`${t.revokedAt} is null`),
    check("service_tokens_name_length", sql`char_length(${t.name}) between 1 and 80`),
    check("service_tokens_hash_length", sql`octet_length(${t.tokenHash}) = 32`),
  ],
);

/**
 * Counters of the rate limits where several instances share them. The migration makes the table
 * unlogged: counting waits for no disk, and after a crash of PostgreSQL it begins anew.
 */
export const rateLimits = pgTable("rate_limits", {
  key: id("key").primaryKey(),
  points: bigint("points", { mode: "number" }).notNull(),
  expiresAt: moment("expires_at").notNull(),
});

/** Answers to creates that may be repeated; opens only with the caller's Idempotency-Key. */
export const idempotencyRecords = pgTable(
  "idempotency_records",
  {
    merchantId: id("merchant_id").notNull(),
    userId: id("user_id").notNull(),
    keyHash: bytea("key_hash").notNull(),
    requestHash: bytea("request_hash").notNull(),
    apiKeyId: id("api_key_id")
      .notNull()
      .references(() => apiKeys.id),
    sealedAnswer: bytea("sealed_answer"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.userId, t.keyHash] }),
    index("idempotency_records_sealed").on(t.createdAt).where(sql`${t.sealedAnswer} is not null`),
    index("idempotency_records_api_key").on(t.apiKeyId),
    check("idempotency_records_key_hash_length", sql`octet_length(${t.keyHash}) = 32`),
  ],
);

/** Append-only: a trigger in the migrations refuses UPDATE, DELETE and TRUNCATE. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: id("id").primaryKey(),
    merchantId: id("merchant_id")
      .notNull()
      .references(() => merchants.id),
    action: text("action").notNull(),
    /** A user's id; `system` for what the product did by itself, `operator` for its operator. */
    actorId: id("actor_id").notNull(),
    via: text("via").$type<"portal" | "token" | "system" | "operator">().notNull(),
    sessionId: id("session_id"),
    applicationId: id("application_id"),
    apiKeyId: id("api_key_id"),
    address: inet("address"),
    userAgent: text("user_agent"),
    requestId: text("request_id").notNull(),
    before: jsonb("before").$type<Record<string, unknown>>(),
    after: jsonb("after").$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (t) => [
    index("audit_events_merchant").on(t.merchantId, t.id),
    index("audit_events_application").on(t.applicationId, t.id),
    index("audit_events_api_key").on(t.apiKeyId, t.id),
    index("audit_events_actor").on(t.merchantId, t.actorId, t.id),
    index("audit_events_action").on(t.merchantId, t.action, t.id),
  ],
);
