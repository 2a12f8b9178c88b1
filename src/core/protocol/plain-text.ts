/** A text of the app in which there may be HTML, as text: what a reader would see of it. Never used as HTML. */

/** The text without its tags. */
export function plainText(text: string): string {
  return text
    .replaceAll(/<\/?[a-z][^<>]{0,2000}>/gi, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
