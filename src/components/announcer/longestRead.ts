/** What is above this length (characters) is not read out, only said to be there. */
export const longestRead = 500
