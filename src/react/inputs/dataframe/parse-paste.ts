/** Cells out of pasted text: what spreadsheets put on the clipboard, or the text of a CSV file. The parser is loaded when it is first needed. */

/** Lines taken of one paste. */
const MOST_LINES = 50_000
/** Letters taken of one paste; more would hold up the page. */
const MOST_LETTERS = 5_000_000

/** The cells of a text. One without tabs and line breaks is one cell. */
export async function parsePaste(text: string): Promise<readonly (readonly string[])[]> {
  const piece = text.slice(0, MOST_LETTERS).replaceAll('\r\n', '\n').replace(/\n$/, '')
  if (!/[\t\n]/.test(piece)) return [[piece]]
  const { default: papa } = await import('papaparse')
  const { data } = papa.parse<string[]>(piece, { delimiter: delimiterOf(piece), newline: '\n', preview: MOST_LINES })
  return data
}

/** Spreadsheets use tabs. Commas part cells only where every line has as many of them. */
function delimiterOf(text: string): string {
  if (text.includes('\t')) return '\t'
  for (const delimiter of [',', ';']) {
    // Outside of quotes, so that text in them is not counted.
    const counts = text
      .replaceAll(/"(?:[^"]|"")*"/g, '')
      .split('\n', 20)
      .map((line) => line.split(delimiter).length)
    if ((counts[0] ?? 1) > 1 && counts.every((count) => count === counts[0])) return delimiter
  }
  return '\t'
}
