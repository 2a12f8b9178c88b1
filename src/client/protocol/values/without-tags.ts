/** A text of the app that may contain HTML, as plain text: what a person would see of it. Never used as HTML. */

/** The text without its tags. */
export function withoutTags(text: string): string {
  return text
    .replaceAll(/<\/?[a-z][^<>]{0,2000}>/gi, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
