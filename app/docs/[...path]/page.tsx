import { notFound } from "next/navigation";

/** Addresses that lead nowhere, answered inside the documentation. */
export default function NoPage() {
  notFound();
}
