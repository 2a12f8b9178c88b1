/** What can be done to messages: nothing the app does not do, and what it does with everything its function takes. */
import { render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { EndpointDescription, Trigger } from '../../../src/client/index.ts'
import { GradioProcess, GradioProvider } from '../../../src/react/index.ts'
import type { GradioInputs, GradioStream } from '../../../src/react/index.ts'
import { app, NOW, parameter, stillClock, summarise } from '../../../stories/fixtures.ts'
import { running, stream } from '../../../stories/states.ts'
import { draw } from '../process/draw.tsx'

const CHAT = 1
const say = (role: string, text: string) => ({ role, content: [{ type: 'text', text }], metadata: null, options: null })
const TALK = [say('user', 'one'), say('assistant', 'first'), say('user', 'two'), say('assistant', 'second')]

const chatReturn = { label: 'Talk', component: 'chatbot', schema: {}, props: { editable: 'all' }, componentId: CHAT }
const question = parameter('textbox', 'Question', { componentId: 2 })
const respond: EndpointDescription = { ...summarise, name: '/respond', parameters: [question], returns: [chatReturn] }

function listener(name: 'like' | 'retry' | 'undo' | 'edit', rest: Partial<EndpointDescription> = {}): EndpointDescription {
  const chat = parameter('chatbot', 'Talk', { componentId: CHAT })
  return { ...summarise, name: `/${name}`, parameters: [chat], returns: [chatReturn], events: [{ componentId: CHAT, name }], ...rest }
}

interface Triggered {
  readonly name: string
  readonly inputs: GradioInputs
  readonly trigger: Trigger
}

/** A finished run of `respond`, in an app that has these functions too; what is triggered is kept. */
function answered(listeners: readonly EndpointDescription[], given: Partial<GradioStream> = {}) {
  const triggered: Triggered[] = []
  const begun = { sequence: 9, startedAt: NOW - 4000, logs: [], droppedLogCount: 0, invalidMessageCount: 0, eventId: 'e1' }
  const shown = stream({
    discovery: { ...stream().discovery, data: { ...app, route: 'direct', endpoints: [respond, ...listeners] } },
    endpoint: respond,
    data: [TALK],
    state: { ...begun, status: 'succeeded', data: [TALK], updates: [null], endedAt: NOW, fromCache: false },
    trigger: ({ name }, inputs, trigger) => triggered.push({ name, inputs, trigger }),
    ...given,
  })
  return { shown, triggered }
}

const names = () => screen.queryAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent)
const parts = (
  <>
    <GradioProcess.Form />
    <GradioProcess.Output />
  </>
)

describe('offers', () => {
  it('nothing where the app does nothing', () => {
    draw(answered([]).shown, <GradioProcess.Output />)
    expect(names().filter((name) => !name?.startsWith('Copy'))).toEqual([])
  })

  it('what the app does, once for the last answer, and nothing but ratings while a run goes on', () => {
    const { shown } = answered([listener('retry'), listener('undo'), listener('like', { returns: [] })])
    const { show } = draw(shown, <GradioProcess.Output />)
    const items = screen.getAllByRole('listitem').map((item) => within(item).queryAllByRole('button').length)
    expect(items).toEqual([0, 2, 0, 4])
    show({ ...shown, state: running(2, { data: [TALK], updates: [null] }), data: [TALK] })
    expect(names().filter((name) => name === 'Ask again' || name === 'Take back')).toEqual([])
    expect(names()).toContain('Good answer')
  })

  it('no function that takes what is not here, or whose answer the chat would not show', () => {
    const foreign = parameter('textbox', 'Secret', { componentId: 77 })
    draw(
      answered([listener('retry', { parameters: [foreign] }), listener('undo', { returns: [{ ...chatReturn, componentId: 78 }] })]).shown,
      <GradioProcess.Output />,
    )
    expect(names().filter((name) => !name?.startsWith('Copy'))).toEqual([])
  })

  it('the app’s own words for a rating', () => {
    const props = { feedback_options: ['Like', 'Spam', 7], feedback_value: [null, 'Spam'] }
    const endpoint = { ...respond, returns: [{ ...chatReturn, props }] }
    draw(answered([listener('like', { returns: [] })], { endpoint }).shown, <GradioProcess.Output />)
    expect(screen.getAllByRole('button', { name: 'Spam' }).map((button) => button.getAttribute('aria-pressed'))).toEqual(['false', 'true'])
    expect(screen.queryByRole('button', { name: 'Poor answer' })).toBeNull()
  })
})

describe('a press', () => {
  it('asks again with the chat, and with what the form holds', async () => {
    const parameters = [parameter('chatbot', 'Talk', { componentId: CHAT }), { ...question, name: 'text' }]
    const { shown, triggered } = answered([listener('retry', { parameters })])
    draw(shown, parts)
    await userEvent.type(screen.getByRole('textbox', { name: 'Question' }), 'three')
    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }))
    await waitFor(() => expect(triggered).toHaveLength(1))
    expect(triggered[0]).toEqual({
      name: '/retry',
      inputs: { talk: TALK, text: 'three' },
      trigger: { componentId: CHAT, data: { index: 2, value: 'two' } },
    })
  })

  it('does nothing where a field it takes is wrong, and says what is wrong with it', async () => {
    const count = parameter('number', 'Count', { componentId: 3, props: { minimum: 1 } })
    const endpoint = { ...respond, parameters: [count] }
    const parameters = [parameter('chatbot', 'Talk', { componentId: CHAT }), count]
    const { shown, triggered } = answered([listener('retry', { parameters })], { endpoint })
    draw(shown, parts)
    const field = screen.getByRole('spinbutton', { name: 'Count' })
    await userEvent.type(field, '-4')
    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }))
    await waitFor(() => expect(document.activeElement).toBe(field))
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(triggered).toEqual([])
  })

  it('writes a message anew by Enter, and leaves it as it was by Escape, back where one came from', async () => {
    const { shown, triggered } = answered([listener('edit')])
    draw(shown, <GradioProcess.Output />)
    const [first] = screen.getAllByRole('button', { name: 'Edit' })
    if (!first) throw new Error('There is no button.')
    await userEvent.click(first)
    const field = screen.getByRole('textbox', { name: 'New wording' })
    expect(document.activeElement).toBe(field)
    await userEvent.type(field, '!{Escape}')
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(document.activeElement).toBe(screen.getAllByRole('button', { name: 'Edit' })[0])
    await userEvent.keyboard('{Enter}')
    await userEvent.clear(screen.getByRole('textbox'))
    await userEvent.keyboard('{Enter}')
    expect(triggered).toEqual([])
    await userEvent.type(screen.getByRole('textbox'), 'zero{Shift>}{Enter}{/Shift}and a half{Enter}')
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull())
    expect(triggered).toMatchObject([
      {
        inputs: { talk: [say('user', 'zero\nand a half'), ...TALK.slice(1)] },
        trigger: { data: { index: 0, value: 'zero\nand a half', previous_value: 'one' } },
      },
    ])
  })

  it('edits only the person’s own words where the app says so', () => {
    const endpoint = { ...respond, returns: [{ ...chatReturn, props: { editable: 'user' } }] }
    draw(answered([listener('edit')], { endpoint }).shown, <GradioProcess.Output />)
    expect(screen.getAllByRole('button', { name: 'Edit' })).toHaveLength(2)
  })
})

describe('a rating', () => {
  const done = { msg: 'process_completed', event_id: 'e1', output: { data: [] }, success: true }
  const thanks = { msg: 'log', event_id: 'e1', log: '<b>Thank you</b> for that', level: 'info', duration: 10, visible: true }

  /** The same page over a network that gives these answers. */
  function rated(join: () => Response = () => Response.json({ event_id: 'e1' })) {
    const joins: unknown[] = []
    const network: typeof fetch = (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input)
      if (pathname.endsWith('/queue/join')) {
        joins.push(JSON.parse(typeof init?.body === 'string' ? init.body : ''))
        return Promise.resolve(join())
      }
      const frames = [thanks, done, { msg: 'close_stream', event_id: null }].map((frame) => `data: ${JSON.stringify(frame)}\n\n`)
      return Promise.resolve(new Response(frames.join(''), { headers: { 'content-type': 'text/event-stream' } }))
    }
    const { shown, triggered } = answered([listener('like', { parameters: [], returns: [] })])
    render(
      <GradioProvider backendUrl={null} fetch={network} shareTabs={false}>
        <GradioProcess.View stream={shown} clock={stillClock} locale="en">
          <GradioProcess.Output />
        </GradioProcess.View>
      </GradioProvider>,
    )
    return { joins, triggered }
  }
  function button(): HTMLElement {
    const last = screen.getAllByRole('button', { name: 'Good answer' }).at(-1)
    if (!last) throw new Error('There is no button.')
    return last
  }

  it('is sent beside the run, marked at once, answered with what the app says, and taken back by another press', async () => {
    const { joins, triggered } = rated()
    await userEvent.click(button())
    expect(button().getAttribute('aria-pressed')).toBe('true')
    await waitFor(() => expect(screen.getByText('Thank you for that')).toBeDefined())
    await userEvent.click(button())
    await waitFor(() => expect(joins).toHaveLength(2))
    const told = { index: 3, value: ['second'] }
    expect(joins).toMatchObject([
      { data: [], event_data: { ...told, liked: true }, trigger_id: CHAT },
      { data: [], event_data: { ...told, liked: '' }, trigger_id: CHAT },
    ])
    expect(button().getAttribute('aria-pressed')).toBe('false')
    expect(triggered).toEqual([])
  })

  it('that the app did not take is no longer marked, and says so', async () => {
    rated(() => new Response('no', { status: 500 }))
    await userEvent.click(button())
    await waitFor(() => expect(screen.getByText('The rating was not taken.')).toBeDefined())
    expect(button().getAttribute('aria-pressed')).toBe('false')
  })
})
