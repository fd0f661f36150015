import { endOtherSessions } from "#lib/accounts/end-sessions.ts";
import { listSessions } from "#lib/accounts/list-sessions.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/account/sessions", {
  listSessions,
  endOtherSessions,
});
