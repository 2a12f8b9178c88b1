/** The page of `scripts/bench-markup.ts`: streams tokens into an output, as fast as frames come, and measures every update. */
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import '../../src/react/styles/index.css'
import { GradioProcess } from '../../src/index.ts'
import { growing } from '../../stories/finished.ts'

/** What one stream cost. Times in milliseconds. */
export interface StreamCost {
  readonly kind: 'markdown' | 'chat'
  readonly tokens: number
  readonly characters: number
  /** All updates together, layout included; each the faster of the rounds. */
  readonly totalMs: number
  /** The longest update: in one round other processes get in between, in the same place of all of them hardly. */
  readonly longestMs: number
}

declare global {
  interface Window {
    stream: (kind: StreamCost['kind'], tokens: number) => Promise<StreamCost>
  }
}

const TOKENS_PER_FRAME = 100
const ROUNDS = 2

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

window.stream = async (kind, count) => {
  const holder = document.getElementById('root')
  if (!holder) throw new Error('The page has no #root.')
  const warm = drawInto(kind, holder)
  // What is loaded when first needed is not what is measured.
  warm.draw('`x`\n\n```js\nlet x\n```\n\ny')
  while (!document.querySelector('.rgs-hl-keyword')) await nextFrame()

  warm.end()
  const tokens = tokensOf(count)
  let costs: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = await streamOnce(tokens, drawInto(kind, holder))
    costs = round === 0 ? fresh : costs.map((cost, index) => Math.min(cost, fresh[index] ?? cost))
  }
  return {
    kind,
    tokens: count,
    characters: tokens.join('').length,
    totalMs: costs.reduce((sum, cost) => sum + cost, 0),
    longestMs: Math.max(...costs),
  }
}

interface Drawing {
  readonly draw: (text: string) => number
  readonly end: () => void
}

function drawInto(kind: StreamCost['kind'], holder: HTMLElement): Drawing {
  const root = createRoot(holder)
  const question = { role: 'user', content: [{ type: 'text', text: 'Tell me everything.' }] }
  return {
    draw(text) {
      const value = kind === 'chat' ? [question, { role: 'assistant', content: [{ type: 'text', text }] }] : text
      const stream = growing([kind === 'chat' ? 'chatbot' : 'markdown', 'Answer', value])
      const from = performance.now()
      flushSync(() => root.render(<GradioProcess.View stream={stream} locale="en" layout="inline" />))
      holder.getBoundingClientRect()
      return performance.now() - from
    },
    end: () => root.unmount(),
  }
}

async function streamOnce(tokens: readonly string[], { draw, end }: Drawing): Promise<number[]> {
  const costs: number[] = []
  let text = ''
  for (let at = 0; at < tokens.length; at += TOKENS_PER_FRAME) {
    text += tokens.slice(at, at + TOKENS_PER_FRAME).join('')
    costs.push(draw(text))
    await nextFrame()
  }
  end()
  return costs
}
