import { readFileSync, writeFileSync } from "node:fs";
import { createReference } from "#lib/reference/document.ts";
import { writeCollection } from "#scripts/reference/collection.ts";
import { writeTypes } from "#scripts/reference/types.ts";

const document = createReference("https://api.example.com");

/** All generated files of the reference. */
const files = {
  "docs/openapi.json": `${JSON.stringify(document, null, 2)}\n`,
  "docs/postman.json": `${JSON.stringify(await writeCollection(document), null, 2)}\n`,
  "client/src/schema.ts": await writeTypes(document),
};

const isCheck = process.argv.includes("--check");
for (const [path, text] of Object.entries(files)) {
  if (!isCheck) writeFileSync(path, text);
  else if (read(path) !== text) {
    console.error(`${path} is not what the reference says now. Run: npm run reference`);
    process.exitCode = 1;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
