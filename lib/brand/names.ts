/** Returns the start of environment variables in samples: `ACME_PAY` for "Acme Pay". */
export function getVariablePrefix({
  productName,
  keyPrefix,
}: {
  productName: string;
  keyPrefix: string;
}): string {
  const plain = productName
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^[0-9_]+|_$/g, "");
  return plain || keyPrefix.toUpperCase();
}
