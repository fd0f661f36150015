import { listMerchants } from "#lib/merchants/list.ts";
import { resumeMerchant } from "#lib/merchants/resume.ts";
import { suspendMerchant } from "#lib/merchants/suspend.ts";
import type { Command } from "#scripts/operator/command.ts";
import { toTable } from "#scripts/operator/table.ts";

export const merchantCommands: Command[] = [
  {
    usage: "merchant list",
    summary: "show all merchants, the newest first",
    help: ["Each with its id, its owners and whether it is suspended."],
    run: async (ctx) => {
      const merchants = await listMerchants(ctx);
      const rows = merchants.map(({ id, name, owners, createdAt, suspendedAt }) => [
        id,
        name,
        owners.join(", "),
        createdAt,
        suspendedAt ? `suspended ${suspendedAt}` : "active",
      ]);
      const text = toTable(["ID", "NAME", "OWNERS", "CREATED", "STATUS"], rows);
      return { text: rows.length > 0 ? text : "There is no merchant yet.", json: merchants };
    },
  },
  {
    usage: "merchant suspend ID",
    summary: "refuse all API keys of a merchant until it is resumed",
    help: [
      "Its keys verify as `suspended` from this moment on, on every instance. Its people can still\n" +
        "sign in, and its audit log names the operator. Suspending it again changes nothing.",
    ],
    run: async (ctx, id) => {
      await suspendMerchant(ctx, id);
      return { text: `The merchant ${id} is suspended.`, json: { id, suspended: true } };
    },
  },
  {
    usage: "merchant resume ID",
    summary: "end the suspension of a merchant",
    help: ["Its keys verify again at once. Resuming it again changes nothing."],
    run: async (ctx, id) => {
      await resumeMerchant(ctx, id);
      return { text: `The merchant ${id} is not suspended.`, json: { id, suspended: false } };
    },
  },
];
