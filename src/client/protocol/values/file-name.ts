/** Names of files as they are sent. Separate from `input-files.ts`, which a page loads at once. */
/** Name endings for blobs without a name: Gradio's components tell the type by the ending. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['text/plain', '.txt'],
  ['text/csv', '.csv'],
  ['application/json', '.json'],
  ['application/pdf', '.pdf'],
  ['image/png', '.png'],
  ['image/jpeg', '.jpg'],
  ['image/webp', '.webp'],
  ['image/gif', '.gif'],
  ['image/svg+xml', '.svg'],
  ['audio/wav', '.wav'],
  ['audio/x-wav', '.wav'],
  ['audio/mpeg', '.mp3'],
  ['audio/ogg', '.ogg'],
  ['audio/webm', '.webm'],
  ['video/mp4', '.mp4'],
  ['video/webm', '.webm'],
])

/** The file's name as it is sent. A file without a name is named for its type. */
export function fileName(file: Blob): string {
  const name = 'name' in file && typeof file.name === 'string' ? file.name : ''
  return name === '' ? `file${ENDINGS.get(file.type.split(';', 1).join('').trim().toLowerCase()) ?? ''}` : name
}
