import { z } from "zod";
import { auditActions, auditCategories, auditIdForms } from "#lib/audit/constants.ts";
import { createIdSchema, createTimestampSchema, momentText, pageQuery } from "#lib/schema.ts";

export const auditActionSchema = z
  .enum(auditActions, {
    error: "The action must be an audit log action, such as api_key.created",
  })
  .meta({ id: "AuditAction", description: "The action" });

const moment = (name: string) =>
  momentText(`${name} must be a date-time such as 2027-01-31T00:00:00Z`);

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
    .meta({ description: "Only events by this person, or `system`, `operator`, or `unknown`" })
    .optional(),
  action: auditActionSchema.optional(),
  category: z
    .enum(auditCategories, { error: "The category must be security" })
    .meta({ description: "Only events of this category: `security` for refusals and attacks" })
    .optional(),
  from: moment("The start").meta({ description: "Events at or after this time" }).optional(),
  to: moment("The end").meta({ description: "Events before this time" }).optional(),
};

const isOrdered = ({ from, to }: { from?: string; to?: string }) =>
  from === undefined || to === undefined || Date.parse(from) <= Date.parse(to);
const orderError = { path: ["to"], error: "The end must not be before the start" };

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
        email: text("The person's email address"),
        name: text("Name of the machine"),
      })
      .meta({
        description:
          "Who did it. The id is `system` or `operator` if it wasn't a signed-in person. For `operator`, the name is that of its service, and the email that of its person, if known. For a security event, the person whose account, session, or token was used, or `unknown`",
      }),
    via: z
      .enum(["portal", "token", "api_token", "issuer", "api_key", "system", "operator"])
      .meta({ description: "The credentials or channel used" }),
    sessionId: text("The session used, or the operator's service token"),
    applicationId: text("The application affected"),
    applicationName: text("Current name of the application"),
    keyId: text("The API key affected"),
    keyDescription: text("Current description of the key"),
    keyPrefix: text("The prefix of its newest secret"),
    address: text("IP address of the request"),
    userAgent: text("User agent of the request"),
    requestId: z.string().meta({ description: "The request's `X-Request-Id`" }),
    before: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: "The changed fields, before" }),
    after: z.record(z.string(), z.unknown()).nullable().meta({
      description:
        "The changed fields, after. For a security event: the `reason`, the `operation`, and the `count` of occurrences",
    }),
    createdAt: createTimestampSchema("When it happened"),
  })
  .meta({ id: "AuditEvent" });
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** Filters of a merchant's audit log. */
export interface AuditChoices {
  applications: { id: string; name: string }[];
  people: { id: string; email: string }[];
}
