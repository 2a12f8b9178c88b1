/**
 * Finds the type of bytes without a name by their beginning. Gradio's components tell the type by the ending of a name.
 */

const BEGINNINGS: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^\u0089PNG/, 'image/png'],
  [/^\u00ff\u00d8\u00ff/, 'image/jpeg'],
  [/^GIF8/, 'image/gif'],
  [/^RIFF[^]{4}WEBP/, 'image/webp'],
  [/^RIFF[^]{4}WAVE/, 'audio/wav'],
  [/^ID3/, 'audio/mpeg'],
  [/^OggS/, 'audio/ogg'],
  [/^[^]{4}ftyp/, 'video/mp4'],
  // oxlint-disable-next-line no-control-regex -- it begins with one
  [/^\u001aE\u00df\u00a3/, 'video/webm'],
  [/^%PDF/, 'application/pdf'],
]

/** MIME type of a few kinds of files; empty for all others. */
export function typeOfBytes(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 12))
  return BEGINNINGS.find(([pattern]) => pattern.test(start))?.[1] ?? ''
}
