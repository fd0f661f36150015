import {
  listedOperatorEvents,
  listOperatorEvents,
  type OperatorEvent,
} from "#lib/audit/list-operator-events.ts";
import { verifyAuditSeals } from "#lib/audit/verify-seals.ts";
import { isId } from "#lib/ids.ts";
import { type Command, UsageError } from "#scripts/operator/command.ts";
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
      const { seals, events, throughId, faults } = report;
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
          : `${events} events are as they were sealed, in ${seals} seals through ${throughId ?? "none"}.`;
      return { text, json: report, hasProblems: faults.length > 0 };
    },
  },
];

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
