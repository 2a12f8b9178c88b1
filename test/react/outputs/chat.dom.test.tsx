/** Conversations: what is read from them, how they are drawn, and how a field goes on with one. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { readChat } from '../../../src/react/outputs/chat/read-chat.ts'
import { toThread } from '../../../src/react/outputs/chat/thread.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { finished, growing } from '../../../stories/finished.ts'
import { NOW, parameter, summarise } from '../../../stories/fixtures.ts'
import { failedWith, running, stream } from '../../../stories/states.ts'
import { GradioStreamError } from '../../../src/client/errors.ts'
import { draw } from '../process/draw.tsx'

const say = (role: string, text: string, rest: Record<string, unknown> = {}) => ({ role, content: [{ type: 'text', text }], ...rest })

describe('reading', () => {
  it('leaves out entries that are no messages', () => {
    expect(readChat([null, 1, 'a', {}, say('user', 'hi')]).map(({ role }) => role)).toEqual(['user'])
  })

  it('gives the same message for the same entry', () => {
    const entry = say('user', 'hi')
    expect(readChat([entry])[0]).toBe(readChat([entry])[0])
  })

  it('puts a thought under the one it belongs to, and one without a parent on its own', () => {
    const thread = toThread(
      readChat([
        say('assistant', 'a', { metadata: { title: 'A', id: 1 } }),
        say('assistant', 'b', { metadata: { title: 'B', parent_id: 1 } }),
        say('assistant', 'c', { metadata: { title: 'C', parent_id: 'gone' } }),
      ]),
    )
    expect(thread.map(({ message }) => message.title)).toEqual(['A', 'C'])
    expect(thread[0]?.inner.map(({ message }) => message.title)).toEqual(['B'])
  })
})

describe('drawing', () => {
  it('says who speaks', () => {
    draw(finished(['chatbot', 'Talk', [say('user', 'hi'), say('assistant', 'hello'), say('system', 'rules')]]), <GradioProcess.Output />)
    expect(screen.getAllByRole('listitem').map((item) => item.firstElementChild?.textContent)).toEqual(['You', 'Assistant', 'system'])
  })

  it('folds a finished thought with how long it took, and opens a pending one', () => {
    const thought = (metadata: Record<string, unknown>) => say('assistant', 'inside', { metadata })
    draw(
      growing([
        'chatbot',
        'Talk',
        [thought({ title: 'Searched', status: 'done', duration: 2 }), thought({ title: 'Reading', status: 'pending' })],
      ]),
      <GradioProcess.Output />,
    )
    const [searched, reading] = document.querySelectorAll('details')
    expect(searched?.open).toBe(false)
    expect(searched?.textContent).toBe('Searched · 2\u00a0s')
    expect(reading?.open).toBe(true)
    expect(reading?.textContent).toContain('at work')
  })

  it('draws the title of a thought as Markdown, as Gradio’s page does, unless the app wants none', async () => {
    const talk = [say('assistant', 'inside', { metadata: { title: '_Thinking_ of `x`', status: 'done' } })]
    const { show } = draw(finished(['chatbot', 'Talk', talk]), <GradioProcess.Output />)
    await waitFor(() => expect(document.querySelector('summary em')?.textContent).toBe('Thinking'))
    expect(document.querySelector('summary')?.textContent).toBe('Thinking of x')
    show(finished(['chatbot', 'Talk', talk, { render_markdown: false }]))
    expect(document.querySelector('summary')?.textContent).toBe('_Thinking_ of `x`')
  })

  it('offers answers as words where there is no composer', () => {
    draw(
      finished(['chatbot', 'Talk', [say('assistant', 'Which?', { options: [{ value: 'a', label: 'First' }, { value: 'b' }] })]]),
      <GradioProcess.Output />,
    )
    expect(
      within(screen.getAllByRole('list')[1] ?? document.body)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['First', 'b'])
    expect(screen.queryByRole('button', { name: 'First' })).toBeNull()
  })

  // jsdom takes seconds for two thousand messages on a busy machine.
  it('draws the latest of 2,000 messages, and earlier ones when asked', { timeout: 60_000 }, async () => {
    const talk = Array.from({ length: 2000 }, (_, index) => say('user', `message ${index}`))
    draw(finished(['chatbot', 'Talk', talk]), <GradioProcess.Output />)
    expect(screen.getAllByRole('listitem')).toHaveLength(60)
    await userEvent.click(screen.getByRole('button', { name: 'Show 60 of 1,940 earlier messages' }))
    expect(screen.getAllByRole('listitem')).toHaveLength(120)
  })

  it('draws a file in a message by its kind', () => {
    const file = { path: '/tmp/gradio/a.pdf', orig_name: 'a.pdf', mime_type: 'application/pdf', meta: { _type: 'gradio.FileData' } }
    draw(
      finished(['chatbot', 'Talk', [{ role: 'assistant', content: [{ type: 'file', file, alt_text: null }] }]]),
      <GradioProcess.Output />,
    )
    expect(screen.getByRole('link', { name: 'a.pdf' }).getAttribute('href')).toContain('/gradio_api/file=/tmp/gradio/a.pdf')
  })

  it('does not follow the end once the reader has scrolled up, and goes back when asked', async () => {
    const talk = (count: number) => Array.from({ length: count }, (_, index) => say('user', `message ${index}`))
    const { show } = draw(growing(['chatbot', 'Talk', talk(3)]), <GradioProcess.Output />)
    const box = screen.getByRole('group', { name: 'Talk' })
    Object.defineProperties(box, { scrollHeight: { value: 900 }, clientHeight: { value: 300 } })
    box.scrollTop = 100
    fireEvent.scroll(box)
    show(growing(['chatbot', 'Talk', talk(4)]))
    expect(box.scrollTop).toBe(100)
    await userEvent.click(screen.getByRole('button', { name: 'Go to the latest' }))
    expect(box.scrollTop).toBe(900)
    expect(document.activeElement).toBe(box)
  })
})

describe('a field', () => {
  const chat = parameter('chatbot', 'Talk', { defaultValue: [say('assistant', 'Hello.')] })
  const returns = [{ label: 'Talk', component: 'chatbot', schema: {}, props: {} }]
  const endpoint = { ...summarise, parameters: [chat], returns }
  const parts = (
    <>
      <GradioProcess.Form />
      <GradioProcess.Output />
    </>
  )

  it('sends history and message by Enter, and begins a new line by Shift and Enter', async () => {
    const sent: unknown[] = []
    draw(stream({ endpoint, submit: (inputs) => sent.push(inputs) }), parts)
    const composer = screen.getByRole('textbox', { name: 'Message' })
    await userEvent.type(composer, 'one{Shift>}{Enter}{/Shift}two')
    expect(sent).toEqual([])
    await userEvent.type(composer, '{Enter}')
    expect(sent).toMatchObject([{ talk: [{ role: 'assistant' }, { role: 'user', content: [{ type: 'text', text: 'one\ntwo' }] }] }])
  })

  it('takes the answer for the history of the next run, and shows it once', async () => {
    const { show } = draw(stream({ endpoint }), parts)
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'hi')
    const answer = [say('assistant', 'Hello.'), say('user', 'hi'), say('assistant', 'Good day.')]
    show(stream({ endpoint, state: running(2) }))
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveProperty('value', '')
    expect(screen.getAllByRole('listitem')).toHaveLength(2)
    const { state } = finished(['chatbot', 'Talk', answer])
    if (state.status !== 'succeeded') throw new Error('The fixture has changed.')
    show(stream({ endpoint, data: [answer], state: { ...state, startedAt: NOW - 2000 } }))
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(3))
    expect(screen.getByText('The conversation is above.')).toBeDefined()
  })

  it('gives back what was written when the run fails', async () => {
    const { show } = draw(stream({ endpoint }), parts)
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'hi')
    show(stream({ endpoint, state: running(41) }))
    const error = new GradioStreamError('connection-lost', { message: 'Lost.' })
    show(failedWith(error, { endpoint }))
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'hi')
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
  })

  it('has no composer where the endpoint takes the message in a field of its own', () => {
    draw(stream({ endpoint: { ...endpoint, parameters: [parameter('textbox', 'Text'), chat] } }), parts)
    expect(screen.getAllByRole('textbox')).toHaveLength(1)
    expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull()
  })
})
