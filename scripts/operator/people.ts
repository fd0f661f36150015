import { emailSchema } from "#lib/accounts/schema.ts";
import { resetSecondFactor } from "#lib/second-factor/reset.ts";
import { type Command, UsageError } from "#scripts/operator/command.ts";

export const personCommands: Command[] = [
  {
    usage: "person reset-second-factor EMAIL",
    summary: "let somebody in again who has lost their second factor",
    help: [
      "Removes the authenticator app, the passkeys and the recovery codes of the person, and ends\n" +
        "their sessions. They sign in by their password then, and are told of it by mail. Each of\n" +
        "their companies reads in its audit log that the operator did it.",
      "Be sure that it is they who ask: whoever knows the password gets in after this.",
    ],
    run: async (ctx, argument) => {
      const email = emailSchema.safeParse(argument);
      if (!email.success) throw new UsageError(email.error.issues[0]?.message);
      await resetSecondFactor(ctx, email.data);
      const text = `The second factor of ${email.data} is reset. They are signed out everywhere, and told by mail.`;
      return { text, json: { email: email.data, reset: true } };
    },
  },
];
