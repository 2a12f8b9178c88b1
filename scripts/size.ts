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
  /** About a tenth above what was measured when this was set: 22 November 2026. */
  readonly limit?: number
}

const SUBJECTS: readonly Subject[] = [
  {
    title: './core, GradioClient',
    kind: 'browser',
    limit: 53_500,
    source: (dist) => `export { GradioClient } from '${dist}/core/index.js'`,
  },
  { title: './core, all of it', kind: 'browser', goal: 13_000, limit: 56_500, source: (dist) => `export * from '${dist}/core/index.js'` },
  {
    title: 'hook only: useGradioStream, GradioProvider',
    kind: 'browser',
    goal: 16_000,
    limit: 58_000,
    source: (dist) => `export { useGradioStream, GradioProvider } from '${dist}/index.js'`,
  },
  {
    title: 'first paint: GradioProcess, GradioProvider',
    kind: 'browser',
    goal: 30_000,
    limit: 84_000,
    source: (dist) => `export { GradioProcess, GradioProvider } from '${dist}/index.js'`,
  },
  { title: './styles.css', kind: 'css', limit: 6500, source: (dist) => `${dist}/react/styles/index.css` },
  { title: './server, dependencies apart', kind: 'node', limit: 24_500, source: (dist) => `export * from '${dist}/server/index.js'` },
  { title: '@gradio/client 2.7, Client', kind: 'browser', source: () => `export { Client } from '@gradio/client'` },
]

/** What a page has anyway. */
const APART = /^(react|react-dom|@tanstack\/react-query)(\/|$)/
const ENTRY = 'virtual:entry'

if (!existsSync(join(DIST, 'index.js'))) {
  console.error('There is no dist/index.js to weigh. Run "npm run build" first.')
  process.exit(1)
}

let isTooLarge = false
const rows: string[][] = []
for (const subject of SUBJECTS) {
  const { atOnce, later } =
    subject.kind === 'css' ? await weighStyles(subject.source(DIST)) : await weighModule(subject.source(DIST), subject.kind)
  const { goal, limit } = subject
  const isOver = limit !== undefined && atOnce > limit
  isTooLarge ||= isOver
  const verdict = isOver ? 'TOO LARGE' : goal === undefined ? '' : atOnce <= goal ? 'met' : 'NOT MET'
  rows.push([subject.title, kilobytes(atOnce), later > 0 ? kilobytes(later) : '–', kilobytes(goal), kilobytes(limit), verdict])
}
console.log('Minified and gzipped, react and @tanstack/react-query left out; 1 kB is 1,000 bytes.\n')
console.log(formatTable(['what is imported', 'at once', 'when needed', 'goal', 'limit', ''], rows))
if (isTooLarge) {
  console.error(
    '\nAn entry is above its limit. Find what was added with it, or, where the weight is wanted, raise the limit in scripts/size.ts.',
  )
  process.exitCode = 1
}

interface Weight {
  /** The entry and what it imports. */
  readonly atOnce: number
  /** What it imports dynamically. */
  readonly later: number
}

async function weighModule(source: string, platform: 'browser' | 'node'): Promise<Weight> {
  const bundle = await rolldown({
    input: ENTRY,
    cwd: ROOT,
    platform,
    external: (id) => APART.test(id) || (platform === 'node' && id !== ENTRY && !id.startsWith('.') && !id.startsWith(DIST)),
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
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
  const sum = (isNeeded: boolean) =>
    chunks
      .filter(({ fileName }) => needed.has(fileName) === isNeeded)
      .reduce((bytes, { code }) => bytes + gzipSync(code, { level: 9 }).length, 0)
  return { atOnce: sum(true), later: sum(false) }
}

/** The stylesheet with what it imports; only white space and comments taken out. */
async function weighStyles(file: string): Promise<Weight> {
  const css = await readStyles(file)
  const minified = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\s+/g, ' ')
  return { atOnce: gzipSync(minified, { level: 9 }).length, later: 0 }
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
