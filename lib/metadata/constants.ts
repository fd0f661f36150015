/** Start of the names of pairs that only the operator sees and sets. */
export const operatorPrefix = "operator:";

export const maxPairs = 20;
export const nameMaxLength = 40;
/** Begins with a letter: no name that JavaScript gives a meaning to, such as `__proto__`. */
export const metadataNameForm = /^[A-Za-z][A-Za-z0-9_.:-]{0,39}$/;
export const valueMaxLength = 500;
export const maxBytes = 4096;

export const externalIdMaxLength = 128;

/** Stands before an external id in a path, in place of an id. */
export const externalIdMark = "externalId:";

export const maxTags = 10;
export const tagMaxLength = 40;
