/** The API reference is made of what stands above each export. One without a sentence would be an empty entry. */
import { spawnSync } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'

test('every export of every package has its sentence, and the links of comments lead somewhere', () => {
  const { status, stdout, stderr } = spawnSync('node', ['docs/.vitepress/make-api.ts', '--check'], { encoding: 'utf8' })
  // TypeDoc's colours are no part of what it says.
  expect(stripVTControlCharacters(`${stdout}${stderr}`)).toBe('')
  expect(status).toBe(0)
}, 120_000)
