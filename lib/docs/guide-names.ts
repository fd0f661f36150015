/** Guides for merchants, in reading order. */
export const guideNames = [
  "quick-start",
  "verifying-keys",
  "rotating-keys",
  "errors",
  "rate-limits",
  "leaked-keys",
  "going-live",
  "client-libraries",
  "api-changelog",
] as const;

/** Guides in docs/operations that merchants only see if the operator wants it. */
export const operatorGuideNames = ["gateways"] as const;
