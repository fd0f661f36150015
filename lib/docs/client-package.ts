import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Name of the packed client in the folder of the build. */
export const clientPackage = "client.tgz";

export interface ClientPackage {
  bytes: Buffer<ArrayBuffer>;
  etag: string;
}

let read: Promise<ClientPackage | null> | undefined;

/** The client that was packed with the build in a folder; null where nothing was built. */
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
