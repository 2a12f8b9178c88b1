/** Drawn block by block, a Markdown text is what it is drawn as one: for texts of every kind, and at every length while they grow. */
import * as fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import ReactMarkdown from 'react-markdown'
import rehypeRaw from 'rehype-raw'
import remarkGfm from 'remark-gfm'
import { expect, test } from 'vitest'
import { createBlockSplitter } from '../../../src/react/outputs/markdown/split-blocks.ts'

const draw = (text: string): string =>
  renderToStaticMarkup(
    <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeRaw]}>
      {text}
    </ReactMarkdown>,
  ).replaceAll(/\n+/g, '\n')
const drawBlocks = (blocks: readonly string[]): string => blocks.map(draw).join('\n').replaceAll(/\n+/g, '\n')

const PIECES = [
  'A paragraph\nover two lines.\n\n',
  '# Heading\n',
  'Setext\n===\n\n',
  '- one\n- two\n\n  still two\n\n- three\n\n',
  '1. one\n\n2. two\n',
  '> quoted\n> text\n\n',
  '```js\nconst a = 1\n\n\nb\n```\n\n',
  '~~~\n```\n\n~~~\n',
  '    indented code\n\n    more\n\n',
  '| a | b |\n|---|---|\n| 1 | 2 |\n\n',
  '<div>\n\ninside\n\n</div>\n\n',
  '<!-- a\n\ncomment -->\n\n',
  'a <b>bold\n\nstill</b> text\n\n',
  '[link][ref]\n\n',
  '[ref]: https://example.com\n\n',
  'note[^1]\n\n[^1]: said\n\n',
  '***\n\n',
  '* item\n\n      code in it\n\n',
  '- [ ] task\n- [x] done\n\n',
  '\n\n\n',
  '- ```\n  fence in a list\n\n  ```\n\n',
  'end without a blank line\n',
  '``` not ` a fence\n\n',
]

test('blocks drawn one by one make the same page as the whole text', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 7 }), (pieces) => {
      const text = pieces.join('')
      expect(drawBlocks(createBlockSplitter()(text)).trim()).toBe(draw(text).trim())
    }),
    { numRuns: 400 },
  )
})

test('a text that grows has the same blocks in the end as one that came whole', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (pieces, step) => {
      const text = pieces.join('')
      const split = createBlockSplitter()
      for (let end = 0; end < text.length; end += step) split(text.slice(0, end))
      expect(split(text)).toEqual(createBlockSplitter()(text))
    }),
    { numRuns: 400 },
  )
})

test('finished blocks stay the same texts while the last one grows', () => {
  const split = createBlockSplitter()
  expect(split('One.\n\nTwo')).toEqual(['One.\n\nTwo'])
  expect(split('One.\n\nTwo\n')).toEqual(['One.\n\n', 'Two\n'])
  expect(split('One.\n\nTwo\n\nThree\n')).toEqual(['One.\n\n', 'Two\n\n', 'Three\n'])
})

test('a text that is replaced is cut anew', () => {
  const split = createBlockSplitter()
  split('One.\n\nTwo\n')
  expect(split('Other.\n\nText\n')).toEqual(['Other.\n\n', 'Text\n'])
})
