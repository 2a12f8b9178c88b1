/**
 * Text stands alone (decision 028): no text of ours has an element or another text beside it, in any state, kind of
 * output, kind of field or message of an error. A browser that translates the page replaces texts, and React would
 * write to what is gone.
 */
import { render, waitFor } from '@testing-library/react'
import type { ReactElement } from 'react'
import { beforeAll, expect, it, vi } from 'vitest'
import type { GradioStream } from '../../../src/hooks/gradio-stream.ts'
import { defaultOutputs } from '../../../src/react/outputs/output-registry.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { finished, growing } from '../../../stories/finished.ts'
import type { GivenOutput } from '../../../stories/finished.ts'
import { stillClock, summarise } from '../../../stories/fixtures.ts'
import { states, stream } from '../../../stories/states.ts'
import { EVERY_FIELD } from '../process/every-field.ts'
import { everyKind } from './every-kind.ts'

const outputs = (step: number) =>
  Object.keys(defaultOutputs).map((kind): GivenOutput => [kind, kind, everyKind[kind]?.at(step), everyKind[kind]?.props])

const PAGES: readonly [name: string, stream: GradioStream][] = [
  ...Object.entries<GradioStream>(states),
  ['every kind of output while it grows', growing(...outputs(1))],
  ['every kind of output at its end', finished(...outputs(2))],
  ['every kind of field', stream({ endpoint: { ...summarise, parameters: EVERY_FIELD } })],
]

/** Texts with siblings. A space is no word. Code is coloured by hand, and not translated. */
function besideOthers(container: Element): readonly string[] {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  while (walker.nextNode()) {
    const { currentNode: text } = walker
    const parent = text.parentElement
    const others = [...(parent?.childNodes ?? [])].filter((node) => node !== text && node.nodeType !== Node.COMMENT_NODE)
    const isWord = (text.nodeValue ?? '').trim() !== ''
    if (isWord && others.length > 0 && !parent?.closest('[translate="no"]')) found.push(parent?.outerHTML.slice(0, 200) ?? '')
  }
  return found
}

async function drawn(tree: ReactElement): Promise<Element> {
  const { container } = render(tree)
  let before = ''
  await waitFor(
    () => {
      const now = container.innerHTML
      const isStill = now === before
      before = now
      expect(isStill).toBe(true)
    },
    { timeout: 10_000, interval: 100 },
  )
  return container
}

// What is loaded late is there before it is looked at.
beforeAll(async () => {
  // jsdom has none; frames of HTML ask it for the scheme.
  vi.stubGlobal('matchMedia', () => new EventTarget())
  await import('../../../src/react/parts/toast/toast-stack.tsx')
  await import('../../../src/react/inputs/input-registry.ts')
}, 60_000)

it('finds a text beside an element', () => {
  const { container } = render(
    <p>
      One <b>two</b>
    </p>,
  )
  expect(besideOthers(container)).toHaveLength(1)
})

it.each(PAGES)('no text has something beside it in %s', { timeout: 30_000 }, async (_name, shown) => {
  const process = <GradioProcess.View stream={shown} clock={stillClock} locale="en" />
  const parts = (
    <GradioProcess.View stream={shown} clock={stillClock} locale="en" layout="minimal">
      <GradioProcess.Queue />
      <GradioProcess.Cancel />
      <GradioProcess.Logs open />
      <GradioProcess.Connection />
    </GradioProcess.View>
  )
  expect(besideOthers(await drawn(process))).toEqual([])
  expect(besideOthers(await drawn(parts))).toEqual([])
})
