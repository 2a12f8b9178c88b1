/** Comments have at most 120 columns: they are read beside code, in reviews and in split windows. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const MOST_COLUMNS = 120
/** A line that is a comment from its beginning. */
const COMMENT = /^ *(?:\/\/|\/\*|\*|\{\/\*)/
/** What tools read, and addresses: these cannot be broken. */
const UNBREAKABLE = /oxlint-|@ts-|https?:\/\/\S{60,}/

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(?:tsx?|mjs|css)$/.test(path) && !path.startsWith('test/fixtures/') && existsSync(path))

/** Lines of comments that are too long, as `path:line`. */
function longComments(path: string, source: string): string[] {
  return source
    .split('\n')
    .flatMap((line, index) => (line.length > MOST_COLUMNS && COMMENT.test(line) && !UNBREAKABLE.test(line) ? [`${path}:${index + 1}`] : []))
}

test('no line of a comment is longer than 120 columns', () => {
  expect(sources.flatMap((path) => longComments(path, readFileSync(path, 'utf8')))).toEqual([])
})

test('a comment that is too long is found', () => {
  const long = 'x'.repeat(MOST_COLUMNS)
  expect(longComments('a.ts', `const a = '${long}'\n// ${long}\n * ${long}\n// https://example.com/${long}`)).toEqual(['a.ts:2', 'a.ts:3'])
})
