/**
 * `npm run size`: what each entry of the built package weighs in a page, minified and gzipped, beside `@gradio/client` bundled
 * the same way and the goals of the design. Exits with 1 above a hard limit, so that growth is noticed where it begins.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { formatTable } from '../bench/table.ts'

const ROOT = join(import.meta.dirname, '..')
const DIST = join(ROOT, 'dist')

/** One line of the table. Sizes in bytes after gzip. */
interface Subject {
  readonly title: string
  /** The module a page would write; `dist` is the built package. `null` for a stylesheet. */
  readonly source: (dist: string) => string
  readonly kind: 'browser' | 'node' | 'css'
  readonly goal?: number
  /** Its later pieces stand in the second table. */
  readonly arePiecesShown?: boolean
  /** About a tenth above what was measured when this was set, less where a goal is near: 25 November 2026. */
  readonly limit?: number
}

const SUBJECTS: readonly Subject[] = [
  {
    title: './core, GradioClient',
    kind: 'browser',
    goal: 13_000,
    limit: 12_500,
    source: (dist) => `export { GradioClient } from '${dist}/core/index.js'`,
  },
  { title: './core, all of it', kind: 'browser', goal: 13_000, limit: 16_100, source: (dist) => `export * from '${dist}/core/index.js'` },
  {
    title: 'hook only: useGradioStream, GradioProvider',
    kind: 'browser',
    goal: 16_000,
    limit: 16_500,
    source: (dist) => `export { useGradioStream, GradioProvider } from '${dist}/index.js'`,
  },
  {
    title: 'first paint: GradioProcess, GradioProvider',
    kind: 'browser',
    arePiecesShown: true,
    goal: 30_000,
    limit: 31_000,
    source: (dist) => `export { GradioProcess, GradioProvider } from '${dist}/index.js'`,
  },
  { title: './styles.css', kind: 'css', limit: 13_100, source: (dist) => `${dist}/react/styles/index.css` },
  { title: './server, dependencies apart', kind: 'node', limit: 28_500, source: (dist) => `export * from '${dist}/server/index.js'` },
  { title: '@gradio/client 2.7, Client', kind: 'browser', source: () => `export { Client } from '@gradio/client'` },
]

/** The pieces of the form and the core, by the module they begin with. */
const PIECES: Readonly<Record<string, { readonly what: string; readonly when: string; readonly limit: number }>> = {
  'describe-answer': { what: 'what reads what an app is', when: 'the page, while the app is asked', limit: 3400 },
  'form-body': { what: 'the form and its plain fields', when: 'the page, while the app is asked', limit: 8800 },
  'run-parts': { what: 'what shows a run and its errors', when: 'the page, after the form; ahead of the first run', limit: 8500 },
  'output-list': { what: 'outputs', when: 'the app, once it is known', limit: 10_400 },
  'file-inputs': { what: 'fields for files', when: 'an endpoint that takes some', limit: 6000 },
  'json-input': { what: 'fields for JSON, and for kinds not known', when: 'an endpoint that takes some', limit: 1800 },
  'dataframe-editor': { what: 'tables to type into', when: 'an endpoint that takes some', limit: 1700 },
  'data-grid': { what: 'the grid of every table', when: 'the first table', limit: 19_800 },
  'chat-input': { what: 'chats to go on with', when: 'an endpoint that takes one', limit: 1550 },
  conversations: { what: 'chats, as fields and outputs draw them', when: 'the first of both', limit: 6200 },
  'few-inputs': { what: 'fields for dialogues, marked texts, samples', when: 'an endpoint that takes one', limit: 4000 },
  'explorer-input': { what: 'folders of the app', when: 'the first of them', limit: 4250 },
  'app-files': { what: 'files and folders: asking the app', when: 'the first folder, or a file that wants headers', limit: 1400 },
  'search-input': { what: 'long lists to search in', when: 'an endpoint that has one', limit: 42_000 },
  'toast-stack': { what: 'toasts', when: 'the first of them', limit: 8000 },
  runner: { what: 'what drives runs', when: 'the first run; ahead of it when the page is idle', limit: 25_500 },
  'fetch-event-source-connector': { what: 'streams in a page', when: 'the first stream there; ahead of it as above', limit: 2200 },
  'parser-connector': { what: 'streams where there is no page', when: 'the first stream there', limit: 2600 },
  'open-call-session': { what: 'Gradio 3 and 4.0 to 4.8', when: 'the first run of such an app', limit: 4600 },
  'shared-session': { what: 'one stream for all tabs', when: 'the first run through a relay', limit: 2700 },
  'kept-place': { what: 'keeping runs for a reload', when: 'a page that wants it (resume)', limit: 1250 },
  'open-call': { what: "SSEClient's calls", when: 'its first endpoint', limit: 1000 },
  uploads: { what: 'files: counting and sending them', when: 'the first file', limit: 3000 },
  'default-upload': { what: 'files: the ways to send them', when: 'the first file', limit: 1900 },
}

/** What a form of plain fields needs beside the first paint. */
const FORM = ['describe-answer', 'form-body']

/** What a page has anyway. */
const APART = /^(react|react-dom|@tanstack\/react-query)(\/|$)/
const ENTRY = 'virtual:entry'

if (!existsSync(join(DIST, 'index.js'))) {
  console.error('There is no dist/index.js to weigh. Run "npm run build" first.')
  process.exit(1)
}

let isTooLarge = false
const rows: string[][] = []
let pieces: readonly Piece[] = []
let untilForm = 0
for (const subject of SUBJECTS) {
  const weight = subject.kind === 'css' ? await weighStyles(subject.source(DIST)) : await weighModule(subject.source(DIST), subject.kind)
  const later = weight.pieces.reduce((bytes, piece) => bytes + piece.bytes, 0)
  if (subject.arePiecesShown) {
    ;({ pieces } = weight)
    untilForm = weight.atOnce + pieces.reduce((bytes, { name, bytes: own }) => (FORM.includes(name) ? bytes + own : bytes), 0)
  }
  rows.push(row(subject.title, weight.atOnce, later, subject.goal, subject.limit))
}
console.log('Minified and gzipped, react and @tanstack/react-query left out; 1 kB is 1,000 bytes.\n')
console.log(formatTable(['what is imported', 'at once', 'when needed', 'goal', 'limit', ''], rows))

console.log(`\nUntil a form of plain fields is there, first paint and the pieces it needs: ${kilobytes(untilForm)}.`)
console.log('\nWhat the first paint loads later, each once; with a piece comes what only later pieces share.\n')
const order = Object.keys(PIECES)
const known = pieces.filter(({ name }) => name in PIECES).toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
const others = pieces.filter(({ name }) => !(name in PIECES)).reduce((bytes, piece) => bytes + piece.bytes, 0)
const pieceRows = known.map(({ name, bytes }) => {
  const { what, when, limit } = PIECES[name] ?? { what: name, when: '', limit: 0 }
  isTooLarge ||= bytes > limit
  return [what, when, kilobytes(bytes), kilobytes(limit), bytes > limit ? 'TOO LARGE' : '']
})
pieceRows.push([
  'shared by pieces (zod, the reading of streams), and outputs of rarer kinds',
  'with the first of them',
  kilobytes(others),
  '',
  '',
])
console.log(formatTable(['piece', 'loaded with', 'size', 'limit', ''], pieceRows))
if (isTooLarge) {
  console.error(
    '\nAn entry is above its limit. Find what was added with it, or, where the weight is wanted, raise the limit in scripts/size.ts.',
  )
  process.exitCode = 1
}

function row(title: string, atOnce: number, later: number, goal?: number, limit?: number): string[] {
  const isOver = limit !== undefined && atOnce > limit
  isTooLarge ||= isOver
  const verdict = isOver ? 'TOO LARGE' : goal === undefined ? '' : atOnce <= goal ? 'met' : 'NOT MET'
  return [title, kilobytes(atOnce), later > 0 ? kilobytes(later) : '–', kilobytes(goal), kilobytes(limit), verdict]
}

/** One file that is loaded later. */
interface Piece {
  readonly name: string
  readonly bytes: number
}

interface Weight {
  /** The entry and what it imports. */
  readonly atOnce: number
  /** What it imports dynamically, file by file. */
  readonly pieces: readonly Piece[]
}

async function weighModule(source: string, platform: 'browser' | 'node'): Promise<Weight> {
  const bundle = await rolldown({
    input: ENTRY,
    cwd: ROOT,
    platform,
    external: (id) => APART.test(id) || (platform === 'node' && id !== ENTRY && !id.startsWith('.') && !id.startsWith(DIST)),
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    // As bundlers of pages have it (Vite's default for one; webpack knows no other): what later files share with the entry stays in the entry.
    preserveEntrySignatures: 'allow-extension',
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? join(ROOT, 'size-entry.js') : null),
        load: (id) => (id === join(ROOT, 'size-entry.js') ? source : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  const chunks = output.flatMap((one) => (one.type === 'chunk' ? [one] : []))
  const needed = new Set<string>()
  const take = (name: string): void => {
    const chunk = chunks.find(({ fileName }) => fileName === name)
    if (!chunk || needed.has(name)) return
    needed.add(name)
    chunk.imports.forEach(take)
  }
  for (const { fileName, isEntry } of chunks) if (isEntry) take(fileName)
  const weigh = (code: string): number => gzipSync(code, { level: 9 }).length
  return {
    atOnce: chunks.filter(({ fileName }) => needed.has(fileName)).reduce((bytes, { code }) => bytes + weigh(code), 0),
    pieces: chunks.filter(({ fileName }) => !needed.has(fileName)).map(({ name, code }) => ({ name, bytes: weigh(code) })),
  }
}

/** The stylesheet with what it imports; only white space and comments taken out. */
async function weighStyles(file: string): Promise<Weight> {
  const css = await readStyles(file)
  const minified = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\s+/g, ' ')
  return { atOnce: gzipSync(minified, { level: 9 }).length, pieces: [] }
}

async function readStyles(file: string): Promise<string> {
  const css = await readFile(file, 'utf8')
  const parts = css.split(/@import\s+(?:url\()?['"](\.[^'"]+)['"]\)?[^;]*;/)
  // Split with a group: every second part is the name of an imported file.
  const read = parts.map((part, index) => (index % 2 === 1 ? readStyles(join(file, '..', part)) : Promise.resolve(part)))
  return (await Promise.all(read)).join('')
}

function kilobytes(bytes: number | undefined): string {
  return bytes === undefined ? '' : `${(bytes / 1000).toFixed(1)} kB`
}
