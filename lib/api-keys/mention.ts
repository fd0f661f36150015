import type { Context } from "#lib/context.ts";
import { paths } from "#lib/paths.ts";
import { quoteName } from "#lib/text.ts";

export interface MentionedKey {
  id: string;
  applicationId: string;
  applicationName: string;
  description: string;
  keyPrefix: string;
}

/** Returns the lines of an email that describe a key and link to it. */
export function mentionKey(
  ctx: Pick<Context, "portalUrl">,
  key: MentionedKey,
  remark?: string,
): string {
  const { id, applicationId, applicationName, description, keyPrefix } = key;
  const link = new URL(paths.apiKey(applicationId, id), ctx.portalUrl).href;
  const name = `${quoteName(description)} (${keyPrefix}…) of the application ${quoteName(applicationName)}`;
  return [name, remark, link].filter(Boolean).join("\n");
}
