/** A leap year: whoever asks for a year must not be refused for the day. */
export const longestLifeDays = 366;
