import { signInForTokens } from "#lib/auth/sign-in.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/auth/token", {
  createAccessToken: signInForTokens,
});
