import { emailSchema } from "#lib/accounts/schema.ts";
import { resetSecondFactor } from "#lib/second-factor/reset.ts";
import { type Command, UsageError } from "#scripts/operator/command.ts";

export const personCommands: Command[] = [
  {
    usage: "person reset-second-factor EMAIL",
    summary: "let someone sign in who lost their second factor",
    help: [
      "Removes the authenticator app, the passkeys and the recovery codes of the person, and ends\n" +
        "their sessions. They can then sign in with their password, and get an email. The audit log of\n" +
        "each of their companies records that the operator did it.",
      "Verify who is asking: afterwards, anyone who knows the password can sign in.",
    ],
    run: async (ctx, argument) => {
      const email = emailSchema.safeParse(argument);
      if (!email.success) throw new UsageError(email.error.issues[0]?.message);
      await resetSecondFactor(ctx, email.data);
      const text = `Reset the second factor of ${email.data}. They are signed out everywhere and get an email.`;
      return { text, json: { email: email.data, reset: true } };
    },
  },
];
