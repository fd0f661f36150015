import type { Context } from "#lib/context.ts";
import { paths } from "#lib/paths.ts";

export interface MentionedKey {
  id: string;
  applicationId: string;
  applicationName: string;
  description: string;
  keyPrefix: string;
}

/** The lines of a mail that say which key it is about, and where to find it. */
export function mentionKey(ctx: Context, key: MentionedKey): string {
  const line = `${key.description} (${key.keyPrefix}…) of the application ${key.applicationName}`;
  if (ctx.portalUrl === null) return line;
  return `${line}\n${new URL(paths.apiKey(key.applicationId, key.id), ctx.portalUrl).href}`;
}
