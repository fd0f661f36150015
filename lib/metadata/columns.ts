/** SQL of the pairs that a merchant sees of a row. */
export const shownMetadata = (row: string) => `coalesce(${row}.metadata, '{}')`;

/** SQL of all pairs of a row, for the operator. */
export const allMetadata = (row: string) =>
  `coalesce(${row}.metadata, '{}') || coalesce(${row}.operator_metadata, '{}')`;
