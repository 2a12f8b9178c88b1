/** Markdown cut into blocks draws what the whole draws, however it arrives. */
import * as fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import ReactMarkdown from 'react-markdown'
import { describe, expect, it } from 'vitest'
import { keepWordsApart } from '../../../src/react/outputs/markdown/split-text-nodes.ts'
import { definitionsFor, LONGEST_BLOCK, MarkdownBlocks } from '../../../src/react/outputs/markdown/markdown-blocks.ts'
import type { BlocksSnapshot } from '../../../src/react/outputs/markdown/markdown-blocks.ts'
import { rehypePlugins, remarkPlugins } from '../../../src/react/outputs/markdown/parse-markdown.ts'

const dialect = { lineBreaks: false, math: null }

/** Without the last, which gives texts elements of their own: blocks and the whole have texts in different pieces. */
const plugins = rehypePlugins(dialect).filter((plugin) => plugin !== keepWordsApart)

function toHtml(text: string): string {
  const html = renderToStaticMarkup(
    <ReactMarkdown remarkPlugins={remarkPlugins(text, dialect)} rehypePlugins={plugins}>
      {text}
    </ReactMarkdown>,
  )
  return tidy(html)
}

/** Without the white space around blocks, which is not drawn. Inside of code it stays. */
function tidy(html: string): string {
  return html
    .split(/(<pre>.*?<\/pre>)/s)
    .map((piece) => (piece.startsWith('<pre>') ? piece : piece.replaceAll(/\s*\n\s*/g, '\n').replaceAll(/>\n(?=<)/g, '>')))
    .map((piece) => (piece.startsWith('<pre>') ? piece : piece.trim()))
    .join('')
}

function drawBlocks({ finished, last, definitions }: BlocksSnapshot): string {
  const blocks = [...finished, ...(last ? [last] : [])]
  return tidy(blocks.map((block) => toHtml(definitionsFor(block, definitions) + block.head + block.source)).join('\n'))
}

/** Reads a text that arrives in these pieces, and then says it is complete. */
function read(pieces: readonly string[]): BlocksSnapshot {
  const blocks = new MarkdownBlocks(dialect)
  let text = ''
  for (const piece of pieces) {
    text += piece
    blocks.advance(text, false)
  }
  let snapshot = blocks.advance(text, true)
  while (snapshot.readTo < text.length) snapshot = blocks.advance(text, true)
  return snapshot
}

function cases(): [string, string][] {
  return [
    ['paragraphs', 'a\nb\n\nc\n\n\nd'],
    ['a heading by underline', 'a\nb\n===\nc\n---\n'],
    ['a loose list', '- a\n\n- b\n\n  c\n\n- d\n\nend'],
    ['a list that changes its sign', '- a\n* b\n1. c\n2) d'],
    ['a list beside a rule', '- a\n---\n- b\n\n***\n'],
    ['a list with code in it', '1. a\n\n   ```js\n   x\n\n   y\n   ```\n2. b\n\ntext'],
    ['code with blank lines', 'a\n```js\nx\n\n- y\n\n<b>\n```\nb'],
    ['code that is never closed', 'a\n\n~~~\nx\n\ny\n'],
    ['code in a fence of four', '````md\n```\nx\n```\n````\n\nz'],
    ['indented code with blank lines', '    a\n\n    b\n\nc\n    d'],
    ['a table', 'a | b\n--|--\n1 | 2\n3 | 4\n\nafter'],
    ['a paragraph before a table', 'first\na | b\n--|--\n1 | 2\nthen\n\nafter'],
    ['quotes', '> a\nb\n\n> c\n> - d\n\ne'],
    ['a fold with Markdown in it', '<details>\n<summary>More</summary>\n\n**a**\n\n- b\n\n</details>\n\nafter'],
    ['an element left open', '<b>a\n\nb\n\nc'],
    ['elements closed in the wrong order', '<b><i>x</b></i>\n\ny\n\n</div>\n\nz'],
    ['a part of a table alone', '<td>x\n\ny\n\nz'],
    ['code that speaks of elements', 'Use `<div>` here.\n\nThen `<b>`.\n\nEnd.'],
    ['a comment over blank lines', '<!-- a\n\nb -->\n\nc'],
    ['HTML around a fence', '<div>\n```\n\nx\n\n```\n</div>\n\ny'],
    ['a definition after its use', '[a][x] and [y]\n\nb\n\n[x]: https://a.example "T"\n[Y]: <https://b.example/a b>\n'],
    ['a definition in a quote', '[x]\n\n> [x]: /a\n\n[x]: /b\n\n[x]'],
    ['a definition with odd signs', '[a&amp;\\]b]\n\n[a&amp;\\]b]: /x?a&b=\\"c "t \\" u"\n'],
    ['what looks like a footnote', 'a[^1]\n\n[^1]: https://a.example\n\nb'],
    ['tasks', '- [ ] a\n- [x] b\n\n1. [ ] c'],
    ['Windows line ends', 'a\r\n\r\n- b\r\n- c\r\n\r\n```\r\nd\r\n```\r\ne'],
  ]
}

const LINES = [
  ...'a|b c|||- x|* y|  - z|   w|    v|1. n|2) m|> q|>|# h|---|===|```|```js|~~~|--|***|+|10. z|\\|\t|\ttab|&amp;|`c`|`'.split('|'),
  ...'<div> </div> <b> </b> <br> <!-- --> [r] **s t** <details> </details> <p> https://a.example'.split(' '),
  ...'a | b,--|--,| 1 |,x <i>y,[r]: /u,[r]: /w "t",- [ ] k'.split(','),
]

describe('blocks draw what the whole draws', () => {
  it.each(cases())('%s, letter by letter', (_name, text) => {
    expect(drawBlocks(read(text.split('')))).toBe(toHtml(text))
  })

  // Six hundred texts: more than a second on a busy machine.
  it('for any text in any pieces', { timeout: 60_000 }, () => {
    const line = fc.constantFrom(...LINES)
    const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 200 }), { maxLength: 6 }), (whole, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).toSorted((a, b) => a - b), whole.length]
        const pieces = places.slice(1).map((end, index) => whole.slice(places[index], end))
        expect(drawBlocks(read(pieces))).toBe(toHtml(whole))
      }),
      { numRuns: 600 },
    )
  })
})

describe('a long text', () => {
  it('keeps finished blocks as they are', () => {
    const blocks = new MarkdownBlocks(dialect)
    const before = blocks.advance('a\n\nb\n\nc', false).finished
    const after = blocks.advance('a\n\nb\n\nc d\n\ne\n\nf', false).finished
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after[0]).toBe(before[0])
    expect(after.map(({ source }) => source)).toEqual(['a\n\n', 'b\n\nc d\n\n'])
  })

  it('starts anew where it does not go on from the one before', () => {
    const blocks = new MarkdownBlocks(dialect)
    blocks.advance('a\n\nb\n\nc', false)
    expect(blocks.advance('z', false)).toMatchObject({ finished: [], last: { source: 'z' } })
  })

  it('draws code that is open without reading it', () => {
    const blocks = new MarkdownBlocks(dialect)
    blocks.advance('```js\nlet a\n', false)
    expect(blocks.advance('```js\nlet a\nlet b\n``', false).last?.openFence).toEqual({ language: 'js', code: 'let a\nlet b' })
  })

  it.each([
    ['list', (index: number) => `${index + 1}. An item of a list that has some length\n`],
    ['table', (index: number) => (index === 0 ? 'a | b\n--|--\n' : `${index} | A cell that has some length\n`)],
    ['paragraph', () => 'Words of a paragraph that never ends.\n'],
    ['line', () => 'word '],
    ['element left open', (index: number) => (index === 0 ? '<b>\n\n' : 'Words.\n\n')],
  ])('cuts an endless %s', (_name, piece) => {
    const snapshot = read(
      Array.from({ length: 40 }, (_, chunk) => Array.from({ length: 25 }, (_, index) => piece(chunk * 25 + index)).join('')),
    )
    const sources = [...snapshot.finished, ...(snapshot.last ? [snapshot.last] : [])]
    expect(Math.max(...sources.map(({ source }) => source.length))).toBeLessThan(LONGEST_BLOCK + 4100)
    expect(sources.map(({ source }) => source).join('').length).toBeGreaterThan(4000)
  })

  it('repeats the head of a table that is cut', () => {
    const rows = Array.from({ length: 600 }, (_, index) => `${index} | A cell of some length\n`)
    const { finished } = read(['a | b\n--|--\n', rows.join('')])
    expect(finished[1]?.head).toBe('a | b\n--|--\n')
    expect(drawBlocks(read(['a | b\n--|--\n', rows.join('')])).split('<tr>').length).toBeGreaterThan(600)
  })
})
