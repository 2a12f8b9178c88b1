/** What is done to Markdown's text and addresses beside reading it: calm ends, formulas, and where links lead. */
import * as fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import ReactMarkdown from 'react-markdown'
import { describe, expect, it } from 'vitest'
import { calm } from '../../../src/react/outputs/markdown/hide-unfinished-markup.ts'
import { readDelimiters, toDollars } from '../../../src/react/outputs/markdown/math-delimiters.ts'
import { createMathPlugins } from '../../../src/react/outputs/markdown/math-plugins.ts'
import { prepare, rehypePlugins, remarkPlugins } from '../../../src/react/outputs/markdown/parse-markdown.ts'
import { linkAddress, pictureAddress } from '../../../src/react/outputs/markdown/safe-address.ts'
import { app } from '../../../stories/fixtures.ts'

describe('the end of a growing text', () => {
  it.each([
    ['strong text that is open', 'a **b', 'a **b**'],
    ['strong text that has just begun', 'a **', 'a '],
    ['code that is open', 'a `b', 'a `b`'],
    ['a link without its address', 'see [the page](https://a.ex', 'see the page'],
    ['a link whose words are not finished', 'see [the pa', 'see the pa'],
    ['a picture that is not finished', 'a ![b](c', 'a '],
    ['a tag that is not finished', 'a <details op', 'a '],
    ['a sign that could become a list', 'a\n-', 'a\n'],
    ['a number that could become a list', 'a\n12.', 'a\n'],
    ['half the rule of a table', 'a | b | c\n|--|-', 'a | b | c\n'],
    ['a whole rule of a table', 'a | b\n--|--', 'a | b\n--|--'],
    ['lines before the last', '**a\nb', '**a\nb'],
    ['text without marks', 'a b', 'a b'],
  ])('keeps calm: %s', (_name, text, expected) => {
    expect(calm(text)).toBe(expected)
  })
})

describe('formulas', () => {
  const all = readDelimiters([
    { left: '$$', right: '$$', display: true },
    { left: '\\(', right: '\\)', display: false },
    { left: '\\[', right: '\\]', display: true },
  ])

  it.each([
    ['in the line', 'a \\(x\\) b', 'a $$x$$ b'],
    ['not in code', 'a `\\(x\\)` b', 'a `\\(x\\)` b'],
    ['not in a fence', '```\n\\(x\\)\n```\n\\(y\\)', '```\n\\(x\\)\n```\n$$y$$'],
    ['not over paragraphs', '\\(x\n\ny\\)', '\\(x\n\ny\\)'],
    ['not without an end', 'a \\(x', 'a \\(x'],
  ])('are found %s', (_name, text, expected) => {
    expect(toDollars(text, all)).toBe(expected)
  })

  it('keep the length of the text, whatever it is', () => {
    const piece = fc.constantFrom('\\(', '\\)', '\\[', '\\]', '$$', '`', '```\n', 'a', '\n', '\\')
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          expect(toDollars(text, all)).toHaveLength(text.length)
        },
      ),
    )
  })

  it('are drawn as MathML, on a line of their own where the app says so, and money is no formula', () => {
    const dialect = { lineBreaks: false, math: { plugins: createMathPlugins(false), delimiters: all } }
    const html = (text: string) =>
      renderToStaticMarkup(
        <ReactMarkdown remarkPlugins={remarkPlugins(text, dialect)} rehypePlugins={rehypePlugins(dialect)}>
          {prepare(text, dialect)}
        </ReactMarkdown>,
      )
    expect(html('so $$x$$ is')).toContain('<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">')
    expect(html('so \\(x\\) is')).toContain('<math xmlns="http://www.w3.org/1998/Math/MathML"><')
    expect(html('$5 and $6')).not.toContain('<math')
    expect(html('$$\\href{javascript:x}{y}$$')).not.toContain('href="javascript')
  })

  it('are read from any property', () => {
    expect(readDelimiters([null, { left: 1 }, { left: '\\begin{x}', right: '\\end{x}' }, { left: '$', right: '$' }])).toEqual([
      { left: '$', right: '$', display: false },
    ])
    expect(readDelimiters('x')).toEqual([])
  })
})

describe('addresses', () => {
  it.each([
    ['https://a.example/b', 'https://a.example/b'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['javascript:x()', null],
    ['java\nscript:x()', null],
    ['//a.example', null],
    ['/settings', null],
    ['#top', null],
    ['/gradio_api/file=/tmp/a.txt', 'https://relay.example/apps/summaries/gradio_api/file=/tmp/a.txt'],
    ['/file=../../../../../x', null],
  ])('a link to %s leads to %s', (href, address) => {
    expect(linkAddress(href, app)).toBe(address)
  })

  it.each([
    ['https://a.example/b.png', null],
    ['https://relay.example/apps/summaries/gradio_api/file=/a.png', 'https://relay.example/apps/summaries/gradio_api/file=/a.png'],
    ['data:image/png;base64,AAAA', 'data:image/png;base64,AAAA'],
    ['data:image/svg+xml;base64,AAAA', null],
    ['https://relay.example/apps/summaries/../../x.png', null],
  ])('a picture at %s is fetched from %s', (src, address) => {
    expect(pictureAddress(src, app)).toBe(address)
  })
})
