import { redirect } from "next/navigation";
import { findPortal } from "#lib/auth/portal.ts";
import { paths } from "#lib/paths.ts";

export default async function HomePage() {
  redirect((await findPortal()) ? paths.applications : paths.signIn);
}
