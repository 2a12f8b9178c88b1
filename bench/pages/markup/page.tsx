/** The page of `measure-markup.ts`: streams tokens into an output, as fast as frames come. */
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import '../../../src/react/styles/index.css'
import { GradioProcess } from '../../../src/react/index.ts'
import { growing } from '../../../stories/finished.ts'

/** What tokens are streamed into. */
export type StreamKind = 'markdown' | 'chat'

declare global {
  interface Window {
    /** Loads what draws it. */
    warmUp: (kind: StreamKind) => Promise<void>
    /** Marks its begin, its end, and where the first few of its tokens were there. */
    stream: (kind: StreamKind, tokens: number, few: number) => Promise<void>
  }
}

const TOKENS_PER_FRAME = 100

const PIECES = [
  '## A heading of the text\n\n',
  'The harbour reopened on **Tuesday** after *eleven* days, and the `night` boat waits for the [train](https://a.example/train). ',
  'Two of the three cranes work again; the third waits for a part from Hamburg, which is said to be on its way.\n\n',
  '1. First point, with some words\n2. Second point, with `code` in it\n   - a point inside of it\n3. Third point\n\n',
  '| Crane | Load | State |\n|---|--:|---|\n| North | 40 t | works |\n| South | 12.5 t | waits |\n| East | 7 t | works |\n\n',
  '```python\ndef crane_load(wind: float) -> float:\n    # never in a storm\n    if wind > 12.5:\n        return 0\n    return 40 * (1 - wind / 20)\n```\n\n',
  '> We have lost a fortnight, not a season.\n\n',
]

/** A text like an answer of a language model, in tokens of about four characters. */
function tokensOf(count: number): string[] {
  const tokens: string[] = []
  for (let piece = 0; tokens.length < count; piece += 1) {
    tokens.push(...(PIECES[piece % PIECES.length]?.match(/\s*\S{1,4}|\s+/g) ?? []))
  }
  return tokens.slice(0, count)
}

const nextFrame = () => new Promise((done) => requestAnimationFrame(done))

window.warmUp = async (kind) => {
  const warm = drawInto(kind)
  warm.draw('`x`\n\n```js\nlet x\n```\n\ny')
  while (!document.querySelector('.rgs-hl-keyword')) await nextFrame()
  warm.end()
}

window.stream = async (kind, count, few) => {
  const tokens = tokensOf(count)
  const { draw, end } = drawInto(kind)
  let text = ''
  performance.mark('bench:stream')
  for (let at = 0; at < tokens.length; at += TOKENS_PER_FRAME) {
    text += tokens.slice(at, at + TOKENS_PER_FRAME).join('')
    draw(text)
    await nextFrame()
    if (at + TOKENS_PER_FRAME === few) performance.mark('bench:few streamed')
  }
  await nextFrame()
  performance.mark('bench:streamed')
  end()
}

interface Drawing {
  readonly draw: (text: string) => void
  readonly end: () => void
}

function drawInto(kind: StreamKind): Drawing {
  const root = createRoot(document.querySelector('#root') ?? document.body)
  const question = { role: 'user', content: [{ type: 'text', text: 'Tell me everything.' }] }
  return {
    draw(text) {
      const value = kind === 'chat' ? [question, { role: 'assistant', content: [{ type: 'text', text }] }] : text
      const stream = growing([kind === 'chat' ? 'chatbot' : 'markdown', 'Answer', value])
      // As a store that publishes once per frame: what it tells is drawn at once.
      flushSync(() => root.render(<GradioProcess.View stream={stream} locale="en" layout="inline" />))
    },
    end: () => root.unmount(),
  }
}
