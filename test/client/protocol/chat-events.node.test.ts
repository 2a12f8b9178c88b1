/** Chat events in each version's form, and the functions of an app that they call. */
import { expect, test } from 'vitest'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import { tellChat } from '../../../src/client/protocol/chat-events.ts'
import type { ChatEvent } from '../../../src/client/protocol/chat-events.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'
import { toPairs } from '../../../src/client/protocol/values/values-chat.ts'

const say = (role: string, ...texts: string[]) => ({
  role,
  content: texts.map((text) => ({ type: 'text', text })),
  metadata: null,
  options: null,
})
const TALK = [say('user', 'one'), say('assistant', 'first'), say('user', 'two'), say('assistant', 'thought'), say('assistant', 'second')]
const six = { version: '6.31.0', props: {} }
const five = { version: '5.50.0', props: { type: 'messages' } }
const pairs = { version: '5.50.0', props: { type: 'tuples' } }
const four = { version: '4.44.1', props: { type: 'messages' } }

test.each<[string, ChatEvent, typeof six | typeof five, unknown]>([
  ['a question asked again', { name: 'retry' }, six, { index: 2, value: 'two' }],
  ['a question taken back, 5', { name: 'undo' }, five, { index: 2, value: 'two' }],
  ['a question taken back, pairs', { name: 'undo' }, pairs, { index: [1, 0], value: 'two' }],
  ['a rating of a group', { name: 'like', index: 4, liked: true }, six, { index: 3, value: ['thought', 'second'], liked: true }],
  [
    'a rating of a group, 4.44',
    { name: 'like', index: 4, liked: false },
    four,
    { index: [3, 4], value: ['thought', 'second'], liked: false },
  ],
  ['a rating in pairs', { name: 'like', index: 1, liked: true }, pairs, { index: [0, 1], value: 'first', liked: true }],
  ['a rating in the app’s words', { name: 'like', index: 1, liked: 'Spam' }, six, { index: 1, value: ['first'], liked: 'Spam' }],
  [
    'a rating where messages stand alone',
    { name: 'like', index: 4, liked: true },
    { version: '6.31.0', props: { group_consecutive_messages: false } as object },
    { index: 4, value: ['second'], liked: true },
  ],
  ['a message written anew', { name: 'edit', index: 2, text: 'three' }, six, { index: 2, value: 'three', previous_value: 'two' }],
])('tells of %s', (_name, event, setting, data) => {
  expect(tellChat(TALK, event, setting)?.data).toEqual(data)
})

test('sends the chat as it is, and with the new words of a message that was changed', () => {
  expect(tellChat(TALK, { name: 'retry' }, six)?.history).toBe(TALK)
  const edited = tellChat(TALK, { name: 'edit', index: 0, text: 'three' }, six)?.history
  expect(edited).toEqual([say('user', 'three'), ...TALK.slice(1)])
  expect(TALK[0]).toEqual(say('user', 'one'))
})

test('counts places in pairs as they are sent', () => {
  const talk = [say('assistant', 'hello'), say('user', 'a', 'b'), say('user', 'c'), say('assistant', 'd', 'e')]
  expect(toPairs(talk)).toEqual([
    [null, 'hello'],
    ['a', null],
    ['b', null],
    ['c', 'd'],
    [null, 'e'],
  ])
  const told = talk.map((_, index) => tellChat(talk, { name: 'like', index, liked: true }, pairs)?.data)
  expect(told).toMatchObject([{ index: [0, 1] }, { index: [1, 0] }, { index: [3, 0] }, { index: [3, 1] }])
})

test('has nothing to tell where there is no question, or no such message', () => {
  expect(tellChat([say('assistant', 'hello')], { name: 'retry' }, six)).toBeNull()
  expect(tellChat([], { name: 'undo' }, six)).toBeNull()
  expect(tellChat(TALK, { name: 'like', index: 9, liked: true }, six)).toBeNull()
})

/** An app with one chat, id 1, and one function with this. */
function eventsOf(dependency: object, ...others: object[]) {
  const all = [{ id: 0, inputs: [1], outputs: [1], api_name: 'run', ...dependency }, ...others]
  const app = describeApp({
    address: 'https://app.test/',
    route: 'direct',
    rootUrl: 'https://app.test/',
    config: {
      version: '6.31.0',
      protocol: 'sse_v3',
      components: [
        { id: 1, type: 'chatbot', props: {} },
        { id: 2, type: 'gallery', props: {} },
      ],
      dependencies: all,
    },
    info: null,
    supportsSSE: true,
    capabilities: DIRECT_CAPABILITIES,
  })
  return app.endpoints[0]?.events
}

test('names what happens to a chat that calls a function', () => {
  expect(eventsOf({ targets: [[1, 'retry']] })).toEqual([{ componentId: 1, name: 'retry' }])
  expect(
    eventsOf({
      targets: [
        [1, 'like'],
        [7, 'click'],
        [1, 'undo'],
      ],
    }),
  ).toEqual([
    { componentId: 1, name: 'like' },
    { componentId: 1, name: 'undo' },
  ])
})

test.each([
  ['nothing calls it', {}],
  ['something else calls it', { targets: [[1, 'change']] }],
  ['it is no chat', { targets: [[2, 'like']] }],
  ['a script of the page has a part in it', { targets: [[1, 'retry']], js: '(x) => x' }],
  ['it makes no sense', { targets: ['retry', [null, 'retry'], [1], { 1: 'retry' }] }],
])('names nothing where %s', (_name, dependency) => {
  expect(eventsOf(dependency)).toBeUndefined()
})

test('names nothing where other functions follow: it alone would be half of it', () => {
  const follower = { id: 1, inputs: [], outputs: [1], api_name: 'then', targets: [[1, 'then']], trigger_after: 0 }
  expect(eventsOf({ targets: [[1, 'retry']] }, follower)).toBeUndefined()
})
