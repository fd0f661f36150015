import { writeSecurityTxt } from "#lib/security-txt.ts";
import { readPlace } from "../../docs/place.ts";

/** Says whom to tell of a vulnerability (RFC 9116), if the operator names somebody. */
export async function GET(): Promise<Response> {
  const { config, url } = await readPlace();
  const { securityContact } = config;
  if (securityContact === null) return new Response(null, { status: 404 });
  return new Response(writeSecurityTxt({ contact: securityContact, url, now: new Date() }), {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "max-age=86400" },
  });
}
