/** A URL as it may stand in an error or a trace: a session hash in its query is the key to the session's runs. */
export function shownUrl(url: string): string {
  return url.replace(/[?#].*$/s, '')
}
