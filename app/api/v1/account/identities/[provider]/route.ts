import { providerNames } from "#lib/auth/providers.ts";
import { AppError } from "#lib/errors.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { providerIdSchema } from "#lib/identities/schema.ts";
import { unlinkIdentity } from "#lib/identities/unlink.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  DELETE: memberEndpoint({
    permission: null,
    needsProof: "always",
    status: 204,
    run: (ctx, { params }, { env }) => {
      const provider = providerIdSchema.safeParse(params.provider);
      if (!provider.success) throw new AppError("not_found");
      const name = providerNames(env)[provider.data];
      return unlinkIdentity(ctx, { provider: provider.data, name });
    },
  }),
});
