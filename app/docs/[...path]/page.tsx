import { notFound } from "next/navigation";

/** Shows "not found" inside the documentation for unknown paths. */
export default function NoPage() {
  notFound();
}
