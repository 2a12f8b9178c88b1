/**
 * The code in the documents, as files that TypeScript and Node can take. A block of `ts` or `tsx` is a whole module. If
 * it is not, a comment of HTML right above the fence has the rest, and readers do not see it:
 *
 *     <!-- snippet
 *     import { GradioProcess } from 'react-gradio-stream'
 *     -->
 *
 * The block follows what the comment says, or stands where the comment has a line with `…` alone. Words after the
 * language: `run` says that the block is run (`snippet-runs.node.test.ts`, `snippet-renders.dom.test.tsx`).
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Snippet {
  /** The document, as a path of the repository. */
  readonly document: string
  /** The line of the document where the block's first line is. */
  readonly line: number
  readonly language: 'ts' | 'tsx'
  /** The words after the language. */
  readonly words: readonly string[]
  /** The whole module. */
  readonly code: string
  /** How many lines of the module come before the block. */
  readonly linesBefore: number
  /** What a reader sees. */
  readonly shown: string
}

const FENCE = /^(?:<!-- snippet\n(?<around>[\s\S]*?)\n?-->\n+)?^```(?<language>tsx?)(?<info>[^\n]*)\n(?<shown>[\s\S]*?)^```$/gm
const HOLE = /^ *…$/m

/** The blocks of one document, in their order. */
export function snippetsIn(document: string, markdown: string): Snippet[] {
  return [...markdown.matchAll(FENCE)].map(({ 0: whole, index, groups = {} }) => {
    const { around = '', language, info = '', shown = '' } = groups
    const [before = '', after = ''] = HOLE.test(around) ? around.split(HOLE) : [around === '' ? '' : `${around}\n`]
    const fenceAt = index + whole.indexOf('```')
    return {
      document,
      line: markdown.slice(0, fenceAt).split('\n').length + 1,
      language: language === 'tsx' ? 'tsx' : 'ts',
      words: info.split(' ').filter((word) => word !== ''),
      // A block that imports nothing is a module too: its names are its own.
      code: `${before}${shown}${after}\nexport {}\n`,
      linesBefore: before.split('\n').length - 1,
      shown,
    }
  })
}

/** Documents whose code is checked. A decision and a line of the changelog stay as they were written. */
export function documentsWithCode(): string[] {
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { encoding: 'utf8' })
  return tracked
    .split('\n')
    .filter((path) => /^(?:README\.md|docs\/.*|src\/[^/]+\/README\.md)$/.test(path) && !path.startsWith('docs/decisions/'))
}

export function allSnippets(): Snippet[] {
  return documentsWithCode().flatMap((document) => snippetsIn(document, readFileSync(document, 'utf8')))
}

/** The name of a snippet's file: its document and line. */
export function fileOf({ document, line, language }: Snippet): string {
  return `${document.replaceAll('/', '-')}-${line}.${language}`
}

/** Writes each snippet as a file into an empty `folder`. */
export function writeSnippets(snippets: readonly Snippet[], folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const snippet of snippets) writeFileSync(join(folder, fileOf(snippet)), snippet.code)
}
