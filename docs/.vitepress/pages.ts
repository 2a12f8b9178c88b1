/**
 * The pages of the site, read from the folders: a page that is added is in the sidebar without being listed. Here
 * stands only which come first, and which group a page of `docs` belongs to.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const DOCS = join(import.meta.dirname, '..')

interface Group {
  readonly text: string
  /** Below `docs`; the empty text is `docs` itself. */
  readonly folder: string
  /** Names of pages that come first, in this order. */
  readonly first: readonly string[]
  /** Whether the group has every other page of its folder too, by the alphabet. */
  readonly takesRest: boolean
}

const group = (text: string, folder: string, first: readonly string[], takesRest = true): Group => ({
  text,
  folder,
  first,
  takesRest,
})

const GROUPS: readonly Group[] = [
  group('Start', '', ['start', 'coming-from-gradio-client', 'compared'], false),
  group('Concepts', 'concepts', ['run-and-connection', 'direct-and-relay', 'resume', 'polling', 'values']),
  group('Recipes', 'recipes', ['typed', 'layout', 'progress-and-cancel', 'chain', 'callbacks', 'history', 'upload']),
  group('Mounting the relay', 'mounting', ['next', 'express', 'hono', 'workers', 'bun', 'deno']),
  group('API', 'api', [
    'react-gradio-stream',
    'react-gradio-stream-messages',
    'hooks',
    'client',
    'relay',
    'relay-redis',
    'testing',
    'testing-msw',
  ]),
  group('The page', '', ['components', 'theming', 'accessibility', 'live-inputs', 'spaces'], false),
  group('The relay', '', ['relay-routes', 'security', 'operate', 'runtimes'], false),
  group('Command line', '', ['command-line', 'doctor'], false),
  group('Reference', '', ['errors', 'glossary', 'gradio-protocol', 'gradio-spaces', 'fault-matrix', 'benchmarks'], true),
  group('Decisions', 'decisions', []),
]

export interface Page {
  /** Below `docs`, without its ending: `recipes/typed`. */
  readonly path: string
  /** Its first heading. */
  readonly title: string
}

function pageAt(path: string): Page {
  const markdown = readFileSync(join(DOCS, `${path}.md`), 'utf8')
  return { path, title: /^# (.+)$/mu.exec(markdown)?.[1]?.replaceAll('`', '') ?? path }
}

function namesIn(folder: string): readonly string[] {
  if (!existsSync(join(DOCS, folder))) return []
  const files = readdirSync(join(DOCS, folder)).filter((file) => file.endsWith('.md'))
  return files.map((file) => file.slice(0, -'.md'.length)).filter((name) => name !== 'index')
}

function pagesOf({ folder, first, takesRest }: Group): Page[] {
  const there = namesIn(folder)
  const placed = new Set(GROUPS.filter((other) => other.folder === folder).flatMap((other) => other.first))
  const rest = takesRest ? there.filter((name) => !placed.has(name)).toSorted() : []
  const names = [...first.filter((name) => there.includes(name)), ...rest]
  return names.map((name) => pageAt(folder === '' ? name : `${folder}/${name}`))
}

/** Every group with its pages, in the order of the sidebar. Groups without pages are left out. */
export function pagesByGroup(): { text: string; pages: readonly Page[] }[] {
  return GROUPS.map((entry) => ({ text: entry.text, pages: pagesOf(entry) })).filter(({ pages }) => pages.length > 0)
}
