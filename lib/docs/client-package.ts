import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** File name of the packed client in the build folder. */
export const clientPackage = "client.tgz";

export interface ClientPackage {
  bytes: Buffer<ArrayBuffer>;
  etag: string;
}

let read: Promise<ClientPackage | null> | undefined;

/** Reads the client packed by the build; null without a build. */
export function readClientPackage(buildDir: string): Promise<ClientPackage | null> {
  read ??= readFile(join(buildDir, clientPackage)).then(
    (bytes) => {
      const digest = createHash("sha256").update(bytes).digest("base64url");
      return { bytes, etag: `"${digest.slice(0, 22)}"` };
    },
    (error) => {
      if (error.code === "ENOENT") return null;
      throw error;
    },
  );
  return read;
}
