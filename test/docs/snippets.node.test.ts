/**
 * Every block of `ts` and `tsx` in the documents compiles as a user's project would: strict, with
 * `exactOptionalPropertyTypes`, against the sources of the packages. One run of the compiler takes all of them.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { allSnippets, fileOf, type Snippet, snippetsIn, writeSnippets } from './snippets.ts'

/** Packages are found from here, and no tool takes these files for ours. */
const CACHE = '.snippets'

const PROJECT = {
  extends: resolve('tsconfig.json'),
  compilerOptions: { exactOptionalPropertyTypes: true, types: ['node', resolve('css.d.ts')], isolatedModules: false },
  include: ['*'],
  exclude: [],
}

/** What the compiler says about these snippets, each with the line of the document. */
function faultsIn(snippets: readonly Snippet[], folder: string): string[] {
  writeSnippets(snippets, folder)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(PROJECT))
  const { stdout } = spawnSync('node_modules/.bin/tsc', ['-p', folder, '--pretty', 'false'], { encoding: 'utf8' })
  const byFile = new Map(snippets.map((snippet) => [fileOf(snippet), snippet]))
  return stdout.split('\n').flatMap((text) => {
    const [, file = '', line = '', fault = ''] = /([^/\\(]+)\((\d+),\d+\): (.*)/.exec(text) ?? []
    const snippet = byFile.get(file)
    if (snippet === undefined) return text.startsWith('error') ? [text] : []
    return [`${snippet.document}:${snippet.line + Number(line) - 1 - snippet.linesBefore}: ${fault}`]
  })
}

/** A page whose faults must be found, compiled beside the others: a run of the compiler takes seconds. */
const FAULTY = snippetsIn(
  'faulty.md',
  `# A page

<!-- snippet
import { GradioClient } from '@gradio-stream/client'
export async function show() {
  …
}
-->
\`\`\`ts
const client = new GradioClient()
await client.discover('https://owner-space.hf.space', { timeout: 3 })
\`\`\`

\`\`\`tsx run
export const title: number = 'Caption'
\`\`\`
`,
)

const snippets = allSnippets()
const faults = faultsIn([...snippets, ...FAULTY], `${CACHE}/compiled`)

test('every snippet of the documents compiles', () => {
  expect(snippets.length).toBeGreaterThan(20)
  expect(faults.filter((fault) => !fault.startsWith('faulty.md'))).toEqual([])
})

test('a snippet that does not compile is told with its line in the document', () => {
  expect(FAULTY.map(({ words }) => words)).toEqual([[], ['run']])
  expect(faults.filter((fault) => fault.startsWith('faulty.md')).toSorted()).toEqual([
    expect.stringMatching(/^faulty\.md:11: error TS2353: .*timeout/),
    expect.stringMatching(/^faulty\.md:15: error TS2322: /),
  ])
})
