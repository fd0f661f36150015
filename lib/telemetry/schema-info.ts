import { Gauge, type Registry } from "prom-client";
import journal from "#drizzle/migrations/meta/_journal.json" with { type: "json" };

/** Exports the newest migration that this version knows, which differs during an upgrade. */
export function registerSchemaInfo(registry: Registry): void {
  const migration = journal.entries.at(-1)?.tag ?? "none";
  new Gauge({
    name: "keysmith_schema_info",
    help: "1, with the newest migration of the database's schema that this version knows.",
    labelNames: ["migration"],
    registers: [registry],
  }).set({ migration }, 1);
}
