/** Turns names of Python's parameters and fields into words. */

/** `max_tokens` as `Max tokens`. A name without letters is unchanged. */
export function readableName(name: string): string {
  const words = name.replace(/_+/g, ' ').trim()
  return words === '' ? name : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
