import {
  listedOperatorEvents,
  listOperatorEvents,
  type OperatorEvent,
} from "#lib/audit/list-operator-events.ts";
import type { Command } from "#scripts/operator/command.ts";
import { toTable } from "#scripts/operator/table.ts";

export const auditCommands: Command[] = [
  {
    usage: "audit list",
    summary: "show what the operator did, the newest first",
    help: [
      `The newest ${listedOperatorEvents} events of the installation itself, and of what the operator did to merchants.\n` +
        "What merchants did themselves is in their own audit log, in the portal.",
    ],
    run: async (ctx) => {
      const events = await listOperatorEvents(ctx);
      const rows = events.map((event) => [
        event.createdAt,
        event.action,
        event.merchantId ?? "",
        detailsOf(event),
      ]);
      const text = toTable(["WHEN", "ACTION", "MERCHANT", "DETAILS"], rows);
      return { text: rows.length > 0 ? text : "There is no such event yet.", json: events };
    },
  },
];

/** `name=billing tokenPrefix=ks_svc_1aB2c` */
function detailsOf({ before, after }: OperatorEvent): string {
  return Object.entries({ ...before, ...after })
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
}
