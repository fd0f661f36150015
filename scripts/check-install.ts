import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import versions from "#scripts/npm-versions/package.json" with { type: "json" };

/** The result changes only with these files, so a passed check is kept beside them. */
const folder = "scripts/npm-versions";
const inputs = ["package-lock.json", ".npmrc", `${folder}/package-lock.json`];
const names = Object.keys(versions.dependencies);
const kept = `${folder}/passed`;
const { scripts: _scripts, ...manifest } = JSON.parse(readText("package.json"));
const hash = createHash("sha256")
  .update([JSON.stringify(manifest), ...inputs.map(readText)].join("\n"))
  .digest("hex");

if (readText(kept).trim() === hash) {
  console.log(`Skipped: ${names.join(", ")} have installed from this lock file before (${kept}).`);
} else {
  check();
  writeFileSync(kept, `${hash}\n`);
  console.log(`Commit ${kept}, so that this doesn't run again until the lock file changes.`);
}

function check(): void {
  const place = mkdtempSync(join(tmpdir(), "keysmith-npm-"));
  try {
    cpSync(folder, join(place, "npm"), { recursive: true });
    for (const name of ["package.json", "package-lock.json", ".npmrc"]) {
      cpSync(name, join(place, name));
    }
    const options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    execFileSync("npm", [...options, "--loglevel=error"], { cwd: join(place, "npm") });
    for (const name of names) {
      const npm = join(place, `npm/node_modules/${name}/bin/npm-cli.js`);
      execFileSync(process.execPath, [npm, ...options, "--dry-run"], {
        cwd: place,
        stdio: ["ignore", "ignore", "inherit"],
      });
      console.log(`${name} installs from the lock file.`);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
