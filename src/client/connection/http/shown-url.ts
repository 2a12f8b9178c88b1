/** A URL in the form for an error or a trace, without its session hash, which is the key to the session's runs. */
export function shownUrl(url: string): string {
  return url.replace(/[?#].*$/s, '')
}
