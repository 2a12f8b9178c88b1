/** What a chat that answers with replies alone keeps of its turns, and what the app has to be told. */
import { expect, test } from 'vitest'
import type { ChatDescription, EndpointDescription } from '../../src/client/protocol/describe/app-description.ts'
import type { Run } from '../../src/client/run/run.ts'
import { Conversation } from '../../src/hooks/conversation.ts'
import { app, summarise } from '../../stories/fixtures.ts'

const chat: ChatDescription = {
  message: 0,
  answer: 0,
  chatbot: { label: 'Chat', component: 'chatbot', schema: {}, props: { value: [{ role: 'assistant', content: 'Welcome' }] } },
}
const endpoint: EndpointDescription = { ...summarise, chat }

function run(...inputs: unknown[]): Run {
  // Only what a conversation reads of a run.
  return { app, endpoint, inputs } as unknown as Run
}

function words(messages: readonly unknown[] | null): string[] {
  return (messages ?? []).map((message) => JSON.stringify(message).replace(/.*"text":"([^"]*)".*/, '$1'))
}

test('shows the question before its reply, and both in the history of the next', () => {
  const talk = new Conversation()
  const first = run('hello')
  expect(words(talk.messages({ run: first, values: null, isGoing: true })).at(-1)).toBe('hello')
  const going = talk.messages({ run: first, values: ['hi'], isGoing: true })
  expect(words(going).slice(1)).toEqual(['hello', 'hi'])
  // The same list while nothing is new: what is drawn of it is not drawn again.
  expect(talk.messages({ run: first, values: ['hi'], isGoing: true })).toBe(going)
  talk.keep({ run: first, values: ['hi'], isGoing: false })
  expect(words(talk.messages({ run: run('more'), values: null, isGoing: true })).slice(1)).toEqual(['hello', 'hi', 'more'])
})

test.each([
  { reply: 'text', value: 'hi', parts: [[{ type: 'text', text: 'hi' }]] },
  { reply: 'a message', value: { role: 'assistant', content: 'hi' }, parts: [[{ type: 'text', text: 'hi' }]] },
  {
    reply: 'a list of a file and a text',
    value: [{ path: '/tmp/a.png' }, 'hi'],
    parts: [[{ type: 'file', file: { path: '/tmp/a.png' } }], [{ type: 'text', text: 'hi' }]],
  },
  {
    reply: 'text and files',
    value: { text: 'hi', files: [{ path: '/tmp/a.png' }] },
    parts: [
      [
        { type: 'file', file: { path: '/tmp/a.png' } },
        { type: 'text', text: 'hi' },
      ],
    ],
  },
])('reads a reply that is $reply', ({ value, parts }) => {
  const messages = new Conversation().messages({ run: run('hello'), values: [value], isGoing: false }) ?? []
  expect(messages.slice(2)).toMatchObject(parts.map((content) => ({ role: 'assistant', content })))
})

test('a question without a reply is no part of what was said', () => {
  const talk = new Conversation()
  const lost = { run: run('lost'), values: null, isGoing: false }
  expect(words(talk.messages(lost))).toEqual([expect.stringContaining('Welcome')])
  talk.keep(lost)
  expect(talk.takeBack()).toBeNull()
})

test('owes the app the history once a turn was taken back, all is cleared, or another has spoken', () => {
  const talk = new Conversation()
  expect(talk.owed(chat, false)).toBeNull()
  talk.keep({ run: run('hello', 'calm'), values: ['hi'], isGoing: false })
  talk.keep({ run: run('more', 'calm'), values: ['yes'], isGoing: false })
  expect(talk.takeBack()).toEqual(['more', 'calm'])
  expect(words(talk.owed(chat, false)).slice(1)).toEqual(['hello', 'hi'])
  talk.settle()
  expect(talk.owed(chat, false)).toBeNull()
  expect(words(talk.owed(chat, true)).slice(1)).toEqual(['hello', 'hi'])
  talk.settle()
  talk.clear()
  // What the app begins its own conversation with stays.
  expect(talk.owed(chat, false)).toEqual(chat.chatbot.props.value)
})
