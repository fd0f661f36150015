import { listHygiene } from "#lib/api-keys/hygiene/list-hygiene.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/hygiene", {
  listHygiene,
});
