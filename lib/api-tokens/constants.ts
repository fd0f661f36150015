/** A leap year, so that a request for a full year is always accepted. */
export const longestLifeDays = 366;
