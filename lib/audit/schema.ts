import { z } from "zod";
import { auditActions, auditCategories, auditIdForms } from "#lib/audit/constants.ts";
import { createIdSchema, createTimestampSchema, momentText, pageQuery } from "#lib/schema.ts";

export const auditActionSchema = z
  .enum(auditActions, {
    error: "The action must be one that the audit log knows, such as api_key.created",
  })
  .meta({ id: "AuditAction", description: "What was done" });

const moment = (name: string) =>
  momentText(`${name} must be a moment such as 2027-01-31T00:00:00Z`);

const textField = (form: RegExp, words: string) =>
  z.string().regex(form, { error: `Must be ${words}` });

const filters = {
  applicationId: textField(auditIdForms.applicationId, "the id of an application")
    .meta({ description: "Only events of this application" })
    .optional(),
  keyId: textField(auditIdForms.keyId, "the id of an API key")
    .meta({ description: "Only events of this API key" })
    .optional(),
  actor: textField(auditIdForms.actor, "the id of a person, system, operator or unknown")
    .meta({ description: "Only what this person did, or `system`, `operator` or `unknown`" })
    .optional(),
  action: auditActionSchema.optional(),
  category: z
    .enum(auditCategories, { error: "The category must be security" })
    .meta({ description: "Only events of this category: `security` for refusals and attacks" })
    .optional(),
  from: moment("The beginning").meta({ description: "Events at this moment and later" }).optional(),
  to: moment("The end").meta({ description: "Events before this moment" }).optional(),
};

const isOrdered = ({ from, to }: { from?: string; to?: string }) =>
  from === undefined || to === undefined || Date.parse(from) <= Date.parse(to);
const orderError = { path: ["to"], error: "The end must not lie before the beginning" };

export const auditFilters = z.strictObject(filters).refine(isOrdered, orderError);
export type AuditFilters = z.infer<typeof auditFilters>;

export const listAuditEventsQuery = z
  .strictObject({ ...pageQuery.shape, ...filters })
  .refine(isOrdered, orderError);
export type ListAuditEventsQuery = z.infer<typeof listAuditEventsQuery>;

export const exportFormats = ["csv", "jsonl"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportAuditEventsQuery = z
  .strictObject({
    format: z.enum(exportFormats, { error: "The format must be csv or jsonl" }).meta({
      description:
        "`csv` for a table in UTF-8 with a byte order mark, `jsonl` for one JSON object a line",
    }),
    ...filters,
  })
  .refine(isOrdered, orderError);
export type ExportAuditEventsQuery = z.infer<typeof exportAuditEventsQuery>;

const text = (description: string) => z.string().nullable().meta({ description });

export const auditEventSchema = z
  .object({
    id: createIdSchema("event", "aud_01kawxqw2pe6bvn0q0v9w8x7yz"),
    action: auditActionSchema,
    actor: z
      .object({
        id: createIdSchema(
          "person, `system`, `operator` or `unknown`",
          "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
        ),
        email: text("The person's address"),
        name: text("What a machine is called"),
      })
      .meta({
        description:
          "Who did it; the id is `system` or `operator` where nobody signed in did. A security event names the person whose account, session or token was used, and `unknown` where there is none",
      }),
    via: z
      .enum(["portal", "token", "api_token", "issuer", "api_key", "system", "operator"])
      .meta({ description: "By which way it was done" }),
    sessionId: text("The session that it was done in"),
    applicationId: text("The application that it was done to"),
    applicationName: text("What that is called now"),
    keyId: text("The API key that it was done to"),
    keyDescription: text("How that is described now"),
    keyPrefix: text("The prefix of its newest secret"),
    address: text("Where the request came from"),
    userAgent: text("Which program sent it"),
    requestId: z.string().meta({ description: "The request's `X-Request-Id`" }),
    before: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: "What was changed, as it was" }),
    after: z.record(z.string(), z.unknown()).nullable().meta({
      description:
        "What was changed, as it became. Of a security event: the `reason`, the `operation`, and the `count` of times that the event stands for",
    }),
    createdAt: createTimestampSchema("When it was done"),
  })
  .meta({ id: "AuditEvent" });
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** Filters of a merchant's audit log. */
export interface AuditChoices {
  applications: { id: string; name: string }[];
  people: { id: string; email: string }[];
}
