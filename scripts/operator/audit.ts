import { resolve } from "node:path";
import {
  listedOperatorEvents,
  listOperatorEvents,
  type OperatorEvent,
} from "#lib/audit/list-operator-events.ts";
import { verifyAuditSeals } from "#lib/audit/verify-seals.ts";
import { isId } from "#lib/ids.ts";
import { archiveAuditLog } from "#scripts/operator/archive-audit-log.ts";
import { type Command, UsageError } from "#scripts/operator/command.ts";
import { withOwner } from "#scripts/operator/open.ts";
import { toTable } from "#scripts/operator/table.ts";

export const auditCommands: Command[] = [
  {
    usage: "audit list [--security] [--merchant MERCHANT] [--before ID]",
    summary: "list the operator's actions, or security events, newest first",
    help: [
      "Actions of the operator on the installation and on merchants. Actions of merchants\n" +
        "are in their own audit log, in the portal.",
      "BY is the service token that was used, and the person for whom; empty for a command.",
      "--security lists possible attacks on all merchants instead: failed sign-ins,\n" +
        "calls over a limit, refused keys and tokens. Events without a merchant don't belong to an\n" +
        "account; the email that was entered isn't stored.",
      `--merchant lists the events of one merchant. At most ${listedOperatorEvents} are listed; --before lists those before\n` +
        "an event.",
    ],
    run: async (ctx, _argument, { security, merchant, before }) => {
      const isSecurity = security !== undefined;
      const merchantId = readId("mer", "--merchant", merchant);
      const filters = { isSecurity, merchantId, before: readId("aud", "--before", before) };
      const events = await listOperatorEvents(ctx, filters);
      const rows = events.map((event) => [
        event.createdAt,
        event.action,
        event.merchantId ?? "",
        ...(isSecurity ? [getActor(event), event.address ?? ""] : [getService(event)]),
        formatDetails(event),
      ]);
      const columns = isSecurity ? ["WHO", "ADDRESS"] : ["BY"];
      const table = toTable(["WHEN", "ACTION", "MERCHANT", ...columns, "DETAILS"], rows);
      const isMore = events.length === listedOperatorEvents;
      const more = isMore ? [`For older ones, add --before ${events.at(-1)?.id}`] : [];
      const text = rows.length > 0 ? [table, ...more].join("\n\n") : "No events found.";
      return { text, json: events };
    },
  },
  {
    usage: "audit verify [--merchant MERCHANT]",
    summary: "check the audit log against its seals",
    help: [
      "A job seals events a few minutes after they are written, in a chain for each merchant. A changed,\n" +
        "removed or later added event breaks its chain. --merchant checks one chain.",
      "Exits with 3 if a chain is broken. Someone who can change both the log and its seals can create new\n" +
        "ones: keep the output of --json, or a backup, in another place to compare with.",
    ],
    run: async (ctx, _argument, { merchant }) => {
      const report = await verifyAuditSeals(ctx, readId("mer", "--merchant", merchant));
      const { seals, archivedSeals, events, throughId, faults } = report;
      const rows = faults.map((fault) => [
        fault.chain,
        fault.afterId ?? "its first event",
        fault.throughId,
        String(fault.sealedEvents),
        String(fault.foundEvents),
      ]);
      const table = toTable(["CHAIN", "AFTER", "THROUGH", "SEALED", "FOUND"], rows);
      const text =
        faults.length > 0
          ? `The audit log doesn't match its seals:\n\n${table}`
          : `${events} events are as they were sealed, in ${seals} seals through ${throughId ?? "none"}.${archivedSeals > 0 ? ` The events of ${archivedSeals} older seals are archived.` : ""}`;
      return { text, json: report, hasProblems: faults.length > 0 };
    },
  },
  {
    usage: "audit archive FOLDER [--before MONTH]",
    summary: "move old months of the audit log to files",
    help: [
      "Writes each month before the given one, such as 2027-01, to a compressed file of JSON lines, and then\n" +
        "removes it from the database, at once and without blocking requests. The default is what\n" +
        "retention.auditMonths in keysmith.config.ts keeps. Merchants no longer see archived events.",
      "The audit log itself records each file with its SHA-256. Needs the database's owner:\n" +
        "MIGRATION_DATABASE_URL.",
    ],
    run: async (ctx, folder, { before }, installation) => {
      const bound = readMonth(before) ?? getDefaultBound(ctx.config.retention.auditMonths);
      if (bound > startOfMonth(0)) {
        throw new UsageError("--before takes this month or an earlier one.");
      }
      const files = await withOwner(installation, (owner) =>
        archiveAuditLog(owner, { folder: resolve(folder), before: bound }),
      );
      const rows = files.map(({ file, events, sha256 }) => [file, String(events), sha256]);
      const text =
        files.length > 0
          ? toTable(["FILE", "EVENTS", "SHA-256"], rows)
          : `The database has no month of the audit log that ended before ${bound.toISOString().slice(0, 7)}.`;
      return { text, json: files };
    },
  },
];

/** Start of this month in UTC, or of an earlier one. */
function startOfMonth(monthsAgo: number): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo));
}

function readMonth(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return new Date(`${text}-01T00:00:00Z`);
  throw new UsageError("--before takes a month such as 2027-01.");
}

function getDefaultBound(auditMonths: number | null): Date {
  if (auditMonths !== null) return startOfMonth(auditMonths);
  throw new UsageError("Give --before MONTH, or set retention.auditMonths in keysmith.config.ts.");
}

function readId(prefix: "mer" | "aud", option: string, text: string | undefined) {
  if (text === undefined || isId(prefix, text)) return text;
  throw new UsageError(`${option} takes an id that begins with ${prefix}_.`);
}

function getActor({ actorEmail, actorId, keyId }: OperatorEvent): string {
  return keyId ?? actorEmail ?? actorId;
}

/** `name=billing tokenPrefix=ks_svc_1aB2c` */
function formatDetails({ before, after }: OperatorEvent): string {
  return Object.entries({ ...before, ...after })
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
}

function getService({ serviceToken, onBehalfOf }: OperatorEvent): string {
  if (serviceToken === null) return "";
  return onBehalfOf === null ? serviceToken : `${serviceToken} for ${onBehalfOf}`;
}
