import { providerNames } from "#lib/auth/providers.ts";
import { AppError } from "#lib/errors.ts";
import { implement } from "#lib/http/implement.ts";
import { providerIdSchema } from "#lib/identities/schema.ts";
import { unlinkIdentity } from "#lib/identities/unlink.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/account/identities/{provider}",
  {
    unlinkIdentity: (ctx, input, { env }) => {
      const provider = providerIdSchema.safeParse(input.provider);
      if (!provider.success) throw new AppError("not_found");
      const name = providerNames(env)[provider.data];
      return unlinkIdentity(ctx, { provider: provider.data, name });
    },
  },
);
