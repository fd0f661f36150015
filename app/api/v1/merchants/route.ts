import { implement } from "#lib/http/implement.ts";
import { signUp } from "#lib/merchants/sign-up.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/merchants", {
  signUp,
});
