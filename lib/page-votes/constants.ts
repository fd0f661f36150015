export const commentMaxLength = 1000;
