/** How long emailed links are valid. */
export const resetWithinMinutes = 30;

/** The most sessions in a list: the most recently seen. */
export const listedSessions = 100;
