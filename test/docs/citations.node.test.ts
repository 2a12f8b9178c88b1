/**
 * What documents and comments cite must exist: linked files, their headings, decisions by number, files by name. A
 * citation of a document names a heading, for example `docs/gradio-protocol.md#7-cancelling`.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && !path.startsWith('test/fixtures/') && existsSync(path))
const documents = tracked.filter((path) => path.endsWith('.md'))
const sources = tracked.filter((path) => /\.(?:tsx?|mjs|css|html|py)$/.test(path) && path !== 'test/docs/citations.node.test.ts')
const decisions = tracked.filter((path) => path.startsWith('docs/decisions/'))

/** The anchors of a document, as GitHub makes them: one per heading, and the ids that are written in it. */
function anchorsOf(path: string): ReadonlySet<string> {
  const text = withoutCode(readFileSync(path, 'utf8'))
  const anchors = new Set([...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id))
  for (const [, heading = ''] of text.matchAll(/^#{1,6} +(.+)$/gm)) {
    const slug = heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
    let anchor = slug
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`
    anchors.add(anchor)
  }
  return anchors
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^```[\s\S]*?^```/gm, '')
}

/**
 * What is wrong with a target: a file or folder of the repository, with or without `#anchor`. `null` when it resolves.
 */
function fault(target: string): string | null {
  const [path = '', anchor = ''] = target.split('#')
  if (!existsSync(path)) return `${path} does not exist`
  if (anchor === '' || anchorsOf(path).has(anchor)) return null
  return `${path} has no heading #${anchor}`
}

/** Every fault of a file's citations, each with the line it stands in. */
function faultsIn(path: string, text: string, pattern: RegExp, check: (match: RegExpMatchArray) => string | null): string[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const found = check(match)
    return found === null ? [] : [`${path}:${text.slice(0, match.index).split('\n').length}: ${found}`]
  })
}

function linkFaults(path: string, markdown: string): string[] {
  return faultsIn(path, markdown, /\]\(([^()\s]+)\)/g, ([, href = '']) => {
    if (/^[a-z][a-z+.-]*:/i.test(href)) return null
    return fault(href.startsWith('#') ? `${path}${href}` : normalize(join(dirname(path), href)))
  })
}

function citationFaults(path: string, source: string): string[] {
  return [
    ...faultsIn(path, source, /\bdocs\/[\w/-]+\.md(?:#[\w-]+)?/g, ([target]) => fault(target)),
    ...faultsIn(path, source, /\bdecisions?[ /](0\d\d)\b/g, ([, number]) =>
      decisions.some((decision) => decision.startsWith(`docs/decisions/${number}-`)) ? null : `there is no decision ${number}`,
    ),
    ...faultsIn(
      path,
      source,
      /\b(?:PROTOCOL|SPACES|DESIGN|STYLE|TOOLCHAIN)(?:\.md| §| section)/g,
      ([name]) => `${name} is no document here`,
    ),
  ]
}

test.each(documents)('links in %s lead to files and headings that exist', (path) => {
  expect(linkFaults(path, withoutCode(readFileSync(path, 'utf8')))).toEqual([])
})

/** Whether a file of this name, or with this path at its end, is in the repository. */
function isThere(name: string): boolean {
  const path = name.replace(/^(?:\.{1,2}\/)+/, '')
  return tracked.some((file) => file === path || file.endsWith(`/${path}`))
}

const NAMED_IN_COMMENT = /`([\w./-]+\.(?:tsx?|css|mjs|md))`/g
const NAMED_IN_DOCUMENT = /`((?:src|test|stories|scripts|bench|playground)\/[\w./-]+)`/g

/** The comment lines of a source, each in its place. */
function commentsOf(source: string): string {
  return source.replaceAll(/^(?! *(?:\*|\/\*|\/\/|\{\/\*)).*$/gm, '')
}

function nameFaults(path: string, text: string, pattern: RegExp): string[] {
  return faultsIn(path, text, pattern, ([, name = '']) => (isThere(name) || existsSync(name) ? null : `there is no ${name}`))
}

test('files that comments name exist', () => {
  const code = sources.filter((path) => /\.(?:tsx?|css|mjs)$/.test(path))
  expect(code.flatMap((path) => nameFaults(path, commentsOf(readFileSync(path, 'utf8')), NAMED_IN_COMMENT))).toEqual([])
})

test('files that documents name exist', () => {
  // A decision and a line of the changelog stay as they were written.
  const living = documents.filter((path) => !path.startsWith('docs/decisions/') && path !== 'CHANGELOG.md')
  expect(living.flatMap((path) => nameFaults(path, readFileSync(path, 'utf8'), NAMED_IN_DOCUMENT))).toEqual([])
})

test('documents and decisions that the code cites exist', () => {
  expect(sources.flatMap((path) => citationFaults(path, readFileSync(path, 'utf8')))).toEqual([])
})

test('a citation that leads nowhere is found', () => {
  expect(
    linkFaults('README.md', '[a](docs/none.md) [b](ARCHITECTURE.md#nowhere) [c](docs/errors.md) [d](https://example.com/none.md)'),
  ).toEqual(['README.md:1: docs/none.md does not exist', 'README.md:1: ARCHITECTURE.md has no heading #nowhere'])
  const comment = ['// docs/gradio-protocol.md#7-cancelling', '// docs/gradio-protocol.md#99-none, decision 098', '// PROTOCOL §7']
  expect(citationFaults('some.ts', comment.join('\n'))).toEqual([
    'some.ts:2: docs/gradio-protocol.md has no heading #99-none',
    'some.ts:2: there is no decision 098',
    'some.ts:3: PROTOCOL § is no document here',
  ])
  expect(nameFaults('some.ts', commentsOf('x = `none.ts`\n * See `run-state.ts`, `none.ts`.'), NAMED_IN_COMMENT)).toEqual([
    'some.ts:2: there is no none.ts',
  ])
  expect(nameFaults('some.md', '`src/none.ts`, `src/client`', NAMED_IN_DOCUMENT)).toEqual(['some.md:1: there is no src/none.ts'])
})
