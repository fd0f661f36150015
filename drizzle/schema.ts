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
  pgSequence,
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

/** What the operator sets for one merchant in place of the configuration; null for that. */
export interface MerchantOverrides {
  activeKeysPerApplication?: number | null;
  applications?: number | null;
  keyRateLimit?: { limit: number; windowSeconds: 1 | 60 | 3600 | 86_400 } | null;
  requireSecondFactor?: boolean | null;
  singleSignOnOnly?: boolean | null;
  longestLifeOfLiveKeysDays?: number | null;
  allowedScopes?: string[] | null;
}

export const merchants = pgTable(
  "merchants",
  {
    id: id("id").primaryKey(),
    name: text("name").notNull(),
    createdAt: createdAt(),
    suspendedAt: moment("suspended_at"),
    /** Its people are gone and nothing of it can be reached any more; the record stays. */
    closedAt: moment("closed_at"),
    /** Sessions without a second factor may do nothing but add one. */
    requireSecondFactor: boolean("require_second_factor").notNull().default(false),
    /** Only sessions that an identity provider vouched for are good. */
    singleSignOnOnly: boolean("single_sign_on_only").notNull().default(false),
    /** Days that a secret of a live key may live; the operator's own limit holds besides. */
    longestLifeOfLiveKeysDays: integer("longest_life_of_live_keys_days"),
    /** What the operator told the merchant when it suspended or closed it. */
    suspendedReason: text("suspended_reason"),
    closedReason: text("closed_reason"),
    /** The operator's limits and policies for this merchant alone. */
    overrides: jsonb("overrides").$type<MerchantOverrides>(),
    /** The operator's own id of it. */
    externalId: text("external_id"),
    /** Pairs that the merchant sees and may change. */
    metadata: jsonb("metadata").$type<Record<string, string>>(),
    /** Pairs whose names begin with `operator:`, which no merchant sees. */
    operatorMetadata: jsonb("operator_metadata").$type<Record<string, string>>(),
  },
  (t) => [
    uniqueIndex("merchants_external_id")
      .on(t.externalId)
      .where(sql`${t.externalId} is not null`)
      .concurrently(),
    index("merchants_search").using("gin", sql`${t.name} gin_trgm_ops`).concurrently(),
    check("merchants_name_length", sql`char_length(${t.name}) between 1 and 80`),
    check("merchants_longest_life", sql`${t.longestLifeOfLiveKeysDays} between 1 and 3650`),
  ],
);

/** A person; or, without an address, a machine that a trusted issuer vouches for. */
export const users = pgTable(
  "users",
  {
    id: id("id").primaryKey(),
    email: text("email"),
    /** What a machine is called: its subject at its issuer. */
    name: text("name"),
    /** Null for whoever signs in by an identity provider or a passkey alone. */
    passwordHash: text("password_hash"),
    /** Grows with each new password, so that a sign-in by the one before notices. */
    passwordVersion: integer("password_version").notNull().default(0),
    /** Written by `proveMailbox` alone. */
    emailVerifiedAt: moment("email_verified_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("users_email_unique").on(t.email),
    check("users_are_called", sql`${t.email} is not null or ${t.name} is not null`),
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
    /** When a session for this merchant last began: that merchant is opened first. */
    lastOpenedAt: moment("last_opened_at"),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.userId] }),
    index("memberships_user").on(t.userId, t.createdAt),
    check("memberships_role", sql`${t.role} in ('viewer', 'developer', 'admin', 'owner')`),
  ],
);

/**
 * One sign-in in the portal or by a token request, one API token, or one machine of a trusted
 * issuer; deleting the row ends it everywhere.
 */
export const sessions = pgTable(
  "sessions",
  {
    id: id("id").primaryKey(),
    kind: text("kind").$type<"portal" | "token" | "api_token" | "issuer">().notNull(),
    userId: id("user_id").notNull(),
    merchantId: id("merchant_id").notNull(),
    /** The identity provider that vouched for the person; null after a password or a passkey. */
    provider: text("provider"),
    address: inet("address"),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    /** When the person last proved to be themselves. */
    provedAt: moment("proved_at").notNull().defaultNow(),
    /** Whether a second factor was among the proofs. */
    hasSecondFactor: boolean("has_second_factor").notNull().default(false),
    lastSeenAt: moment("last_seen_at").notNull().defaultNow(),
    lastSeenAddress: inet("last_seen_address"),
    /** Ends a session that nobody uses; moves on with each use. */
    idleExpiresAt: moment("idle_expires_at").notNull().default(sql`'infinity'`),
    /** Ends it whatever is done with it. */
    expiresAt: moment("expires_at").notNull(),
    /** Of an API token: what it is called, what of it may be shown, and what it may do. */
    name: text("name"),
    scopes: text("scopes").array(),
    /** The sign-in in the portal that this session ends with. */
    openedBy: id("opened_by"),
  },
  (t) => [
    foreignKey({
      name: "sessions_opened_by_fk",
      columns: [t.openedBy],
      foreignColumns: [t.id],
    })
      .onDelete("cascade")
      .onUpdate("cascade"),
    index("sessions_opened_by").on(t.openedBy).where(sql`${t.openedBy} is not null`),
    foreignKey({
      name: "sessions_membership_fk",
      columns: [t.merchantId, t.userId],
      foreignColumns: [memberships.merchantId, memberships.userId],
    }).onDelete("cascade"),
    index("sessions_membership").on(t.merchantId, t.userId),
    index("sessions_user").on(t.userId),
    check("sessions_kind", sql`${t.kind} in ('portal', 'token', 'api_token', 'issuer')`),
    check("sessions_name_length", sql`char_length(${t.name}) between 1 and 80`),
    check("sessions_api_token", sql`(${t.kind} = 'api_token') = (${t.name} is not null)`),
  ],
);

/** Devices from which a person has signed in; a sign-in from any other one is told by email. */
export const knownDevices = pgTable(
  "known_devices",
  {
    userId: id("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Keyed hash of the browser's device cookie, or of a client's name and network. */
    deviceHash: bytea("device_hash").notNull(),
    createdAt: createdAt(),
    lastSeenAt: moment("last_seen_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.deviceHash] }),
    index("known_devices_last_seen").on(t.lastSeenAt),
    check("known_devices_hash_length", sql`octet_length(${t.deviceHash}) = 32`),
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

/** Who a person is at an identity provider. */
export const identities = pgTable(
  "identities",
  {
    /** `google`, `github`, `oidc`, or the address of a trusted issuer. */
    provider: text("provider").notNull(),
    subject: text("subject").notNull(),
    userId: id("user_id")
      .notNull()
      .references(() => users.id),
    email: text("email"),
    createdAt: createdAt(),
    lastUsedAt: moment("last_used_at"),
  },
  (t) => [primaryKey({ columns: [t.provider, t.subject] }), index("identities_user").on(t.userId)],
);

/** The secret of a person's authenticator app, sealed with KEYSMITH_SEALING_SECRET. */
export const totpSecrets = pgTable("totp_secrets", {
  userId: id("user_id")
    .primaryKey()
    .references(() => users.id),
  sealedSecret: bytea("sealed_secret").notNull(),
  createdAt: createdAt(),
  /** Null until a code has shown that the app has the secret. */
  confirmedAt: moment("confirmed_at"),
  /** The period of the last code that was taken: none is taken twice (RFC 6238 section 5.2). */
  lastPeriod: bigint("last_period", { mode: "number" }),
});

/** Keyed hashes; later versions of the secret seal them, so that they survive a rotation. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: id("user_id")
      .notNull()
      .references(() => users.id),
    codeHash: bytea("code_hash").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);

export const passkeys = pgTable(
  "passkeys",
  {
    /** The credential id in base64url. */
    id: text("id").primaryKey(),
    userId: id("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    /** In COSE form (RFC 9052). */
    publicKey: bytea("public_key").notNull(),
    /** Signature counter; 0 for those that have none. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull(),
    isSynced: boolean("is_synced").notNull(),
    createdAt: createdAt(),
    lastUsedAt: moment("last_used_at"),
  },
  (t) => [
    index("passkeys_user").on(t.userId),
    check("passkeys_name_length", sql`char_length(${t.name}) between 1 and 80`),
  ],
);

/** Challenges that a passkey may answer, each once. */
export const passkeyChallenges = pgTable("passkey_challenges", {
  challenge: text("challenge").primaryKey(),
  /** Who adds a passkey; null for a sign-in, of which nobody knows yet whose it is. */
  userId: id("user_id").references(() => users.id),
  expiresAt: moment("expires_at").notNull(),
});

/** What a link in a mail stands for; spent by deleting it. */
export const mailedTokens = pgTable(
  "mailed_tokens",
  {
    tokenHash: bytea("token_hash").primaryKey(),
    purpose: text("purpose").$type<"verify_email" | "reset_password">().notNull(),
    userId: id("user_id")
      .notNull()
      .references(() => users.id),
    /** The address it was sent to: worth nothing once the person has another one. */
    email: text("email").notNull(),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [
    index("mailed_tokens_user").on(t.userId),
    check("mailed_tokens_purpose", sql`${t.purpose} in ('verify_email', 'reset_password')`),
  ],
);

/** Wishes for a reset link, from anybody and for any address, until the next batch is looked up. */
export const passwordResetRequests = pgTable("password_reset_requests", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  email: text("email").notNull(),
  /** The IP address or network that asked. */
  source: text("source").notNull(),
  createdAt: createdAt(),
});

export const invitations = pgTable(
  "invitations",
  {
    id: id("id").primaryKey(),
    merchantId: id("merchant_id")
      .notNull()
      .references(() => merchants.id),
    email: text("email").notNull(),
    role: text("role").$type<"viewer" | "developer" | "admin" | "owner">().notNull(),
    /** Of the newest link: sending it again makes a new one. */
    tokenHash: bytea("token_hash").notNull(),
    invitedBy: id("invited_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    sentAt: moment("sent_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    acceptedAt: moment("accepted_at"),
    acceptedBy: id("accepted_by").references(() => users.id),
    withdrawnAt: moment("withdrawn_at"),
  },
  (t) => [
    uniqueIndex("invitations_token").on(t.tokenHash),
    uniqueIndex("invitations_open")
      .on(t.merchantId, t.email)
      .where(sql`${t.acceptedAt} is null and ${t.withdrawnAt} is null`),
    check("invitations_role", sql`${t.role} in ('viewer', 'developer', 'admin', 'owner')`),
    check("invitations_email_form", sql`${t.email} = lower(${t.email})`),
  ],
);

/** Pairs that sign access tokens; the private half is sealed with KEYSMITH_SEALING_SECRET. */
export const signingKeys = pgTable("signing_keys", {
  kid: text("kid").primaryKey(),
  publicJwk: jsonb("public_jwk").$type<Record<string, unknown>>().notNull(),
  sealedPrivateKey: bytea("sealed_private_key").notNull(),
  createdAt: createdAt(),
  /** Signs from then on, when every instance knows it; the newest active one signs. */
  activeAt: moment("active_at").notNull().defaultNow(),
  /** What it signed is good no more. */
  revokedAt: moment("revoked_at"),
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
    /** The operator's own id of it. */
    externalId: text("external_id"),
    /** Pairs that the merchant sees and may change. */
    metadata: jsonb("metadata").$type<Record<string, string>>(),
    /** Pairs whose names begin with `operator:`, which no merchant sees. */
    operatorMetadata: jsonb("operator_metadata").$type<Record<string, string>>(),
  },
  (t) => [
    uniqueIndex("applications_external_id")
      .on(t.merchantId, t.externalId)
      .where(sql`${t.externalId} is not null and ${t.deletedAt} is null`)
      .concurrently(),
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
    /** Calls that it may make in a window of so many seconds; both are null for any number. */
    rateLimit: integer("rate_limit"),
    rateLimitWindowSeconds: integer("rate_limit_window_seconds"),
    /** The operator's own id of it. */
    externalId: text("external_id"),
    /** Pairs that the merchant sees and may change. */
    metadata: jsonb("metadata").$type<Record<string, string>>(),
    /** Pairs whose names begin with `operator:`, which no merchant sees. */
    operatorMetadata: jsonb("operator_metadata").$type<Record<string, string>>(),
    tags: text("tags").array(),
  },
  (t) => [
    uniqueIndex("api_keys_external_id")
      .on(t.merchantId, t.externalId)
      .where(sql`${t.externalId} is not null`)
      .concurrently(),
    index("api_keys_prefix").on(t.keyPrefix).concurrently(),
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
    /** The few whose letters are not composed as NFC has them, as NFC has them. */
    index("api_keys_search_decomposed")
      .using(
        "gin",
        t.applicationId,
        sql`normalize(${t.description} || ' ' || substr(${t.keyPrefix}, 9)) gin_trgm_ops`,
      )
      .with({ gin_pending_list_limit: 1024 })
      .where(sql`${t.description} is not normalized`),
    index("api_keys_merchant_unrevoked").on(t.merchantId, t.id).where(sql`${t.revokedAt} is null`),
    index("api_keys_expiring")
      .on(t.expiresAt)
      .where(sql`${t.revokedAt} is null and ${t.expiresAt} is not null`),
    index("api_keys_rotating").on(t.rotationEndsAt).where(sql`${t.rotationEndsAt} is not null`),
    check("api_keys_description_length", sql`char_length(${t.description}) between 1 and 50`),
    check("api_keys_prefix_length", sql`char_length(${t.keyPrefix}) between 12 and 26`),
    check("api_keys_scopes_present", sql`cardinality(${t.scopes}) > 0`),
    check("api_keys_reason_length", sql`char_length(${t.revokedReason}) <= 200`),
    check(
      "api_keys_rate_limit",
      sql`(${t.rateLimit} is null) = (${t.rateLimitWindowSeconds} is null)
        and ${t.rateLimit} >= 1 and ${t.rateLimitWindowSeconds} in (1, 60, 3600, 86400)`,
    ),
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
    /** Version of KEYSMITH_KEY_HASH_SECRET that made the hash; null for the first one. */
    secretVersion: integer("secret_version"),
  },
  (t) => [
    unique("api_key_secrets_generation").on(t.apiKeyId, t.generation),
    index("api_key_secrets_prefix").on(t.keyPrefix).concurrently(),
    check("api_key_secrets_hash_length", sql`octet_length(${t.keyHash}) = 32`),
  ],
);

/**
 * What lists of keys can be filtered by: a row for each tag and each pair of metadata. Its primary
 * key is the order of such a list, so a page costs the same however many keys have the label.
 */
export const apiKeyLabels = pgTable(
  "api_key_labels",
  {
    applicationId: id("application_id").notNull(),
    /** `#` and a tag, or the name of a pair, `=`, and its value. */
    label: id("label").notNull(),
    apiKeyId: id("api_key_id")
      .notNull()
      .references(() => apiKeys.id, { onDelete: "cascade" }),
  },
  (t) => [
    primaryKey({ columns: [t.applicationId, t.label, t.apiKeyId] }),
    index("api_key_labels_api_key").on(t.apiKeyId),
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
    /** By default what every token might do before there were scopes. */
    scopes: text("scopes").array().notNull().default(["verify", "metrics"]),
    expiresAt: moment("expires_at"),
    createdAt: createdAt(),
    revokedAt: moment("revoked_at"),
    /** Version of KEYSMITH_KEY_HASH_SECRET that made the hash; null for the first one. */
    secretVersion: integer("secret_version"),
  },
  (t) => [
    uniqueIndex("service_tokens_hash").on(t.tokenHash),
    uniqueIndex("service_tokens_name").on(t.name).where(sql`${t.revokedAt} is null`),
    check("service_tokens_name_length", sql`char_length(${t.name}) between 1 and 80`),
    check("service_tokens_scopes_present", sql`cardinality(${t.scopes}) > 0`),
    check("service_tokens_hash_length", sql`octet_length(${t.tokenHash}) = 32`),
  ],
);

/**
 * Who remembers keys, and until when: a row for each listening connection of a verifier. A change
 * of a key has reached everybody when each lease has confirmed its mark or run out.
 */
export const verifierLeases = pgTable("verifier_leases", {
  id: text("id").primaryKey(),
  expiresAt: moment("expires_at").notNull(),
  /** The highest mark that was heard, and with it every change before. */
  confirmedMark: bigint("confirmed_mark", { mode: "number" }).notNull(),
});

/** A check value of each version of a server secret: a start with another secret is refused. */
export const secretChecks = pgTable(
  "secret_checks",
  {
    /** Name of the environment variable, from the second version on with the version: `… v2`. */
    name: text("name").primaryKey(),
    checkValue: bytea("check_value").notNull(),
    createdAt: createdAt(),
    /** When an instance last had this version first, so that new values were made with it. */
    madeAt: moment("made_at"),
    retiredAt: moment("retired_at"),
  },
  (t) => [check("secret_checks_length", sql`octet_length(${t.checkValue}) = 32`)],
);

/** Numbers that are drawn after a change and told to every verifier. */
export const verifierMarks = pgSequence("verifier_marks");

/** Whether a page of the documentation helped its reader: one vote for each person and page. */
export const pageVotes = pgTable(
  "page_votes",
  {
    /** A new one each time that they vote, so that ids sort by the newest time. */
    id: id("id").primaryKey(),
    /** Path of the page. */
    page: text("page").notNull(),
    /** A user's id, or a keyed hash of what the browser of a visitor is known by. */
    voter: id("voter").notNull(),
    /** Null for a visitor. With the account goes what it said. */
    userId: id("user_id").references(() => users.id, { onDelete: "cascade" }),
    /** For which merchant the person was signed in. */
    merchantId: id("merchant_id").references(() => merchants.id, { onDelete: "set null" }),
    isHelpful: boolean("is_helpful").notNull(),
    comment: text("comment"),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    unique("page_votes_voter").on(t.page, t.voter),
    check("page_votes_page_length", sql`char_length(${t.page}) between 1 and 200`),
    check("page_votes_comment_length", sql`char_length(${t.comment}) between 1 and 1000`),
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
    /** The expiry that the key was made with, which the answer was sealed without. */
    expiresAt: moment("expires_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.userId, t.keyHash] }),
    index("idempotency_records_sealed").on(t.createdAt).where(sql`${t.sealedAnswer} is not null`),
    index("idempotency_records_api_key").on(t.apiKeyId),
    check("idempotency_records_key_hash_length", sql`octet_length(${t.keyHash}) = 32`),
  ],
);

/** Responses of the operator's API to creates that may be repeated; none holds a secret. */
export const operatorRequests = pgTable(
  "operator_requests",
  {
    serviceTokenId: id("service_token_id")
      .notNull()
      .references(() => serviceTokens.id),
    keyHash: bytea("key_hash").notNull(),
    requestHash: bytea("request_hash").notNull(),
    response: jsonb("response").$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.serviceTokenId, t.keyHash] }),
    index("operator_requests_created").on(t.createdAt),
    check("operator_requests_key_hash_length", sql`octet_length(${t.keyHash}) = 32`),
  ],
);

/** Append-only: a trigger in the migrations refuses UPDATE, DELETE and TRUNCATE. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: id("id").primaryKey(),
    /** Null for what the operator did to the installation itself. */
    merchantId: id("merchant_id").references(() => merchants.id),
    action: text("action").notNull(),
    /** A user's id, `system` for the product itself, `operator`, or `unknown` for a stranger. */
    actorId: id("actor_id").notNull(),
    via: text("via")
      .$type<"portal" | "token" | "api_token" | "issuer" | "api_key" | "system" | "operator">()
      .notNull(),
    /** Also the id of the service token that was used. */
    sessionId: id("session_id"),
    applicationId: id("application_id"),
    apiKeyId: id("api_key_id"),
    address: inet("address"),
    userAgent: text("user_agent"),
    requestId: text("request_id").notNull(),
    /** Email of the operator's person for whom a service token was used. */
    onBehalfOf: text("on_behalf_of"),
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
    index("audit_events_installation").on(t.id).where(sql`${t.merchantId} is null`),
  ],
);

/**
 * Hash chains over the audit log, one for each merchant: each seal covers the events of its chain after
 * the seal before. Append-only like the log.
 */
export const auditSeals = pgTable(
  "audit_seals",
  {
    /** A merchant's id, or `installation` for events without a merchant. */
    chain: id("chain").notNull(),
    /** The last event that it may cover. */
    throughId: id("through_id").notNull(),
    events: integer("events").notNull(),
    /** SHA-256 of the seal before and the events. */
    hash: bytea("hash").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.chain, t.throughId] }),
    index("audit_seals_through").on(t.throughId),
    check("audit_seals_hash_length", sql`octet_length(${t.hash}) = 32`),
  ],
);
