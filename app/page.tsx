import { redirect } from "next/navigation";
import { paths } from "#lib/paths.ts";
import { findPortal } from "#lib/portal/session.ts";

export default async function HomePage() {
  redirect((await findPortal()) ? paths.applications : paths.signIn);
}
