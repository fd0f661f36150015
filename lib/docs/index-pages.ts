import { paths } from "#lib/paths.ts";

/** Pages that list others. */
export const indexPages = {
  guides: {
    path: paths.guides,
    title: "Guides",
    description: "From the first call to going live.",
  },
  reference: {
    path: paths.reference,
    title: "API reference",
    description: "Every operation of the HTTP API, with samples in five languages.",
  },
} as const;
