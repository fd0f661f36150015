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
    summary: "show what the operator did, or security events, the newest first",
    help: [
      "What the operator did to the installation itself, and to merchants. What merchants did\n" +
        "themselves is in their own audit log, in the portal.",
      "--security shows refusals that may be attacks instead, of every merchant: failed sign-ins,\n" +
        "calls over a limit, refused keys and tokens. Those without a merchant name nobody who has\n" +
        "an account here; what was typed as an email is not kept.",
      `--merchant shows those of one merchant. At most ${listedOperatorEvents} are shown; --before goes on with those before\n` +
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
        ...(isSecurity ? [getActor(event), event.address ?? ""] : []),
        formatDetails(event),
      ]);
      const columns = isSecurity ? ["WHO", "ADDRESS"] : [];
      const table = toTable(["WHEN", "ACTION", "MERCHANT", ...columns, "DETAILS"], rows);
      const isMore = events.length === listedOperatorEvents;
      const more = isMore ? [`There may be older ones: add --before ${events.at(-1)?.id}`] : [];
      const text = rows.length > 0 ? [table, ...more].join("\n\n") : "There is no such event yet.";
      return { text, json: events };
    },
  },
  {
    usage: "audit verify [--merchant MERCHANT]",
    summary: "compare the audit log with its seals",
    help: [
      "A job seals events some minutes after they were written, in a chain for each merchant. A changed,\n" +
        "removed or later added event breaks its chain. --merchant checks one chain.",
      "Ends with 3 if a chain is broken. Somebody who can change both the log and its seals can make new\n" +
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
          ? `The audit log is not what was sealed:\n\n${table}`
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
