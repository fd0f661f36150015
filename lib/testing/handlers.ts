import { readdir } from "node:fs/promises";
import { join } from "node:path";

export type Handler = (
  request: Request,
  about: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response>;

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

const api = join(import.meta.dirname, "../../app/api/v1");

/** A path below `/api/v1/` as the folders have it, such as `applications/[id]`. */
export function folderOf(path: string): string {
  return path
    .replace(/^\/api\/v1\//, "")
    .replaceAll("{", "[")
    .replaceAll("}", "]");
}

/** What the route of a folder exports. */
export function importRoute(folder: string): Promise<Record<string, Handler>> {
  return import(join(api, folder, "route.ts"));
}

/** Every method of every route below `/api/v1/`, by names such as `GET applications/[id]`. */
export async function listHandlers(): Promise<Map<string, Handler>> {
  const files = await readdir(api, { recursive: true });
  const folders = files.filter((file) => file.endsWith("/route.ts")).sort();
  const entries = folders.map(async (file) => {
    const folder = file.replace(/\/route\.ts$/, "");
    const handlers = await importRoute(folder);
    const options = await handlers.OPTIONS?.(new Request("http://localhost/"), {
      params: Promise.resolve({}),
    });
    const allowed = options?.headers.get("allow")?.split(", ") ?? [];
    return methods
      .filter((method) => allowed.includes(method))
      .map((method) => [`${method} ${folder}`, handlers[method] as Handler] as const);
  });
  return new Map((await Promise.all(entries)).flat());
}
