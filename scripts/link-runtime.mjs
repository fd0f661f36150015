// Runs at each install with any Node.js, which may not support TypeScript.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";

const isWindows = process.platform === "win32";
const name = `node-${isWindows ? "win" : process.platform}-${process.arch}`;
const { optionalDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const version = optionalDependencies[name];
const program = `${name}/bin/node${isWindows ? ".exe" : ""}`;

if (existsSync(`node_modules/${program}`)) link();
else if (version) {
  fail(
    `${name} ${version}, the Node.js that Keysmith runs on, was not installed: the registry did not ` +
      "serve it, or served other bytes than package-lock.json has the checksum of.",
  );
} else if (Number.parseInt(process.versions.node, 10) < 24) {
  fail(
    `Keysmith brings no Node.js for ${process.platform}-${process.arch}. ` +
      "Install Node.js 24 from https://nodejs.org, then run npm ci again.",
  );
}

/**
 * Makes npm's scripts find the locked Node.js first. npm links it too, but removes that link with
 * the packages for other platforms.
 */
function link() {
  mkdirSync("node_modules/.bin", { recursive: true });
  if (isWindows) {
    writeFileSync("node_modules/.bin/node.cmd", `@"%~dp0..\\${program}" %*\r\n`);
  } else {
    rmSync("node_modules/.bin/node", { force: true });
    symlinkSync(`../${program}`, "node_modules/.bin/node");
  }
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
