import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { z } from "zod";
import manifest from "#package.json" with { type: "json" };
import lock from "#package-lock.json" with { type: "json" };

const bomSchema = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ "bom-ref": z.string() }) }),
  components: z.array(z.looseObject({ "bom-ref": z.string() })),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

/** `npm run sbom`: lists the product's runtime packages as CycloneDX, from the lock file. */
const path = process.argv[2] ?? "sbom.cdx.json";
const options = ["--sbom-format=cyclonedx", "--package-lock-only"];
const output = execFileSync("npm", ["sbom", ...options], { maxBuffer: 64 * 1024 * 1024 });
const bom = bomSchema.parse(JSON.parse(output.toString()));

// npm's own `--omit=dev` also omits packages that both kinds of dependencies need.
const product = new Set([bom.metadata.component["bom-ref"], ...listProduction()]);
bom.metadata.component.name = manifest.name;
bom.components = bom.components.filter((one) => product.has(one["bom-ref"]));
bom.dependencies = bom.dependencies
  .filter(({ ref }) => product.has(ref))
  .map((one) => ({ ...one, dependsOn: one.dependsOn.filter((ref) => product.has(ref)) }));
writeFileSync(path, `${JSON.stringify(bom, null, 2)}\n`);
console.log(`Written: ${path}`);

function listProduction(): string[] {
  const isDev = (entry: object) => "dev" in entry || "devOptional" in entry;
  return Object.entries(lock.packages)
    .filter(([place, entry]) => place !== "" && !isDev(entry))
    .map(([place, { version }]) => `${place.split("node_modules/").at(-1)}@${version}`);
}
