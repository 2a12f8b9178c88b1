/** Reads cells from pasted text: a spreadsheet's clipboard, or CSV. The parser is loaded on first use. */

/** Most lines of one paste. */
const MOST_LINES = 50_000
/** Most characters of one paste; more would block the page. */
const MOST_LETTERS = 5_000_000

/** The cells of a text. A text without tabs and line breaks is one cell. */
export async function parsePaste(text: string): Promise<readonly (readonly string[])[]> {
  const piece = text.slice(0, MOST_LETTERS).replaceAll('\r\n', '\n').replace(/\n$/, '')
  if (!/[\t\n]/.test(piece)) return [[piece]]
  const { default: papa } = await import('papaparse')
  const { data } = papa.parse<string[]>(piece, { delimiter: delimiterOf(piece), newline: '\n', preview: MOST_LINES })
  return data
}

/** Spreadsheets use tabs. Commas separate cells only if every line has the same number of them. */
function delimiterOf(text: string): string {
  if (text.includes('\t')) return '\t'
  for (const delimiter of [',', ';']) {
    // Outside of quotes only.
    const counts = text
      .replaceAll(/"(?:[^"]|"")*"/g, '')
      .split('\n', 20)
      .map((line) => line.split(delimiter).length)
    if ((counts[0] ?? 1) > 1 && counts.every((count) => count === counts[0])) return delimiter
  }
  return '\t'
}
