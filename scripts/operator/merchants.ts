import { awaitEffect } from "#lib/await-effect.ts";
import { createMerchant } from "#lib/merchants/create.ts";
import { listMerchants } from "#lib/merchants/list.ts";
import { resumeMerchant } from "#lib/merchants/resume.ts";
import { createMerchantBody, ownerLinkDays } from "#lib/merchants/schema.ts";
import { suspendMerchant } from "#lib/merchants/suspend.ts";
import { type Command, UsageError } from "#scripts/operator/command.ts";
import { toTable } from "#scripts/operator/table.ts";

export const merchantCommands: Command[] = [
  {
    usage: "merchant create NAME --owner EMAIL",
    summary: "make a merchant and tell its owner by mail",
    help: [
      `An owner who has no account gets one, and a link to choose its password, good for ${ownerLinkDays} days;\n` +
        "one who has an account finds the new company there. The link leads to KEYSMITH_URL, and the\n" +
        "mail goes out while Keysmith runs.",
      'For example: npm run operator -- merchant create "Blue Bottle" --owner ada@example.com',
    ],
    run: async (ctx, name, { owner }) => {
      const input = createMerchantBody.safeParse({ name, ownerEmail: owner });
      if (!input.success) throw new UsageError(input.error.issues[0]?.message);
      const created = await createMerchant(ctx, input.data);
      const [email] = created.owners;
      const outcome = created.isOwnerNew
        ? `gets a mail with a link to choose a password, good for ${ownerLinkDays} days.`
        : "has an account already, and is told by mail.";
      const text = `The merchant ${created.name} is made: ${created.id}\n\nIts owner ${email} ${outcome}`;
      return { text, json: created };
    },
  },
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
      const effectiveAt = await awaitEffect(ctx);
      const text = `The merchant ${id} is suspended, on every instance from ${effectiveAt} on.`;
      return { text, json: { id, suspended: true, effectiveAt } };
    },
  },
  {
    usage: "merchant resume ID",
    summary: "end the suspension of a merchant",
    help: ["Its keys verify again at once. Resuming it again changes nothing."],
    run: async (ctx, id) => {
      await resumeMerchant(ctx, id);
      const effectiveAt = await awaitEffect(ctx);
      const text = `The merchant ${id} is not suspended, on every instance from ${effectiveAt} on.`;
      return { text, json: { id, suspended: false, effectiveAt } };
    },
  },
];
