/** A message, in an element of your own, too; or a result of a generator. */
export const messageSelector = ':is(article, [data-message])'
