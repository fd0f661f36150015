import { awaitEffect } from "#lib/await-effect.ts";
import { createMerchant } from "#lib/merchants/create.ts";
import { listMerchants } from "#lib/merchants/list.ts";
import { resumeMerchant } from "#lib/merchants/resume.ts";
import { createMerchantBody, ownerLinkDays } from "#lib/merchants/schema.ts";
import { suspendMerchant } from "#lib/merchants/suspend.ts";
import { reasonBody } from "#lib/operator/schema.ts";
import { type Command, UsageError } from "#scripts/operator/command.ts";
import { toTable } from "#scripts/operator/table.ts";

export const merchantCommands: Command[] = [
  {
    usage: "merchant create NAME --owner EMAIL",
    summary: "create a merchant and email its owner",
    help: [
      `An owner without an account gets one, with a link to choose a password within ${ownerLinkDays} days. An\n` +
        "owner with an account finds the new company there. The link uses KEYSMITH_URL, and the\n" +
        "email is sent while Keysmith is running.",
      'For example: npm run operator -- merchant create "Blue Bottle" --owner ada@example.com',
    ],
    run: async (ctx, name, { owner }) => {
      const input = createMerchantBody.safeParse({ name, ownerEmail: owner });
      if (!input.success) throw new UsageError(input.error.issues[0]?.message);
      const created = await createMerchant(ctx, input.data);
      const [email] = created.owners;
      const outcome = created.isOwnerNew
        ? `gets an email with a link to choose a password within ${ownerLinkDays} days.`
        : "already has an account, and gets an email.";
      const text = `Created the merchant ${created.name}: ${created.id}\n\nIts owner ${email} ${outcome}`;
      return { text, json: created };
    },
  },
  {
    usage: "merchant list",
    summary: "list all merchants, newest first",
    help: ["Lists each with its id, its owners, and whether it's suspended."],
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
      return { text: rows.length > 0 ? text : "There are no merchants yet.", json: merchants };
    },
  },
  {
    usage: "merchant suspend ID [--reason REASON]",
    summary: "refuse all API keys of a merchant until it is resumed",
    help: [
      "Its keys immediately verify as `suspended`, on every instance. Its members can still\n" +
        "sign in, and its audit log names the operator. Suspending it again changes nothing.",
      "--reason is what its members see, at most 200 characters.",
    ],
    run: async (ctx, id, { reason }) => {
      const input = reasonBody.safeParse({ reason });
      if (!input.success) throw new UsageError(input.error.issues[0]?.message);
      await suspendMerchant(ctx, id, input.data.reason ?? null);
      const effectiveAt = await awaitEffect(ctx);
      const text = `The merchant ${id} is suspended, on every instance from ${effectiveAt} on.`;
      return { text, json: { id, suspended: true, effectiveAt } };
    },
  },
  {
    usage: "merchant resume ID",
    summary: "end the suspension of a merchant",
    help: ["Its keys immediately verify again. Resuming it again changes nothing."],
    run: async (ctx, id) => {
      await resumeMerchant(ctx, id);
      const effectiveAt = await awaitEffect(ctx);
      const text = `The merchant ${id} is not suspended, on every instance from ${effectiveAt} on.`;
      return { text, json: { id, suspended: false, effectiveAt } };
    },
  },
];
