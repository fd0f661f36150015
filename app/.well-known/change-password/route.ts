import { paths } from "#lib/paths.ts";

/** Where password managers lead a person (W3C, "A Well-Known URL for Changing Passwords"). */
export const GET = () => new Response(null, { status: 302, headers: { Location: paths.account } });
