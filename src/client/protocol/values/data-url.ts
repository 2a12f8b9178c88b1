/** Bytes that stand in an address. Gradio 3 gives pictures so. */

/** The file in a `data:` URL; `null` if it gives no bytes. Asks for nothing, which a page may forbid. */
export function blobOfDataUrl(text: string): Blob | null {
  const comma = text.indexOf(',')
  const head = text.slice('data:'.length, comma)
  if (comma < 0) return null
  const type = head.replace(/;base64$/i, '')
  try {
    const body = decodeURIComponent(text.slice(comma + 1))
    const bytes = head === type ? new TextEncoder().encode(body) : Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
    return new Blob([bytes], { type: type || 'text/plain' })
  } catch {
    return null
  }
}
