/**
 * Every language: whole, its own words, and nothing lost of the facts a text is told. That no key is missing, the type
 * says.
 */
import { describe, expect, it } from 'vitest'
import { GradioStreamError } from '../../../src/client/errors.ts'
import type { GradioStreamErrorCode } from '../../../src/client/errors.ts'
import { ar } from '../../../src/react/messages/ar.ts'
import { de } from '../../../src/react/messages/de.ts'
import { en } from '../../../src/react/messages/en.ts'
import { es } from '../../../src/react/messages/es.ts'
import { createFormats } from '../../../src/react/messages/formats.ts'
import { fr } from '../../../src/react/messages/fr.ts'
import { ja } from '../../../src/react/messages/ja.ts'
import { zh } from '../../../src/react/messages/zh.ts'
import { describeError } from '../../../src/react/parts/error/describe-error.ts'

const languages = { de, es, fr, ja, zh, ar }
const names = Object.keys(languages) as (keyof typeof languages)[]

/** Texts that are the same word in that language. */
const SAME_AS_ENGLISH: Readonly<Record<string, readonly string[]>> = {
  es: ['form.kinds.audio', 'form.gradio.chat_interface.chatbot', 'output.no', 'error.space', 'sketch.pixels#0'],
  de: [
    'form.kinds.text',
    'form.gradio.chat_interface.chatbot',
    'form.kinds.option',
    'form.kinds.video',
    'form.kinds.code',
    'live.pause',
    'typed.kinds.text',
    'typed.name',
    'media.film',
    'error.space',
    'sketch.pixels#0',
  ],
  fr: [
    'form.kinds.option',
    'form.gradio.chat_interface.chatbot',
    'form.gradio.chat_interface.conversation',
    'form.kinds.image',
    'form.kinds.images',
    'form.kinds.conversation',
    'form.kinds.message',
    'form.kinds.code',
    'chat.conversation',
    'typed.kinds.date',
    'chat.assistant',
    'markdown.code',
    'marking.score',
    'media.picture',
    'error.space',
    'sketch.pixels#0',
  ],
  ja: ['error.space', 'sketch.pixels#0'],
  zh: ['error.space', 'sketch.pixels#0'],
}

/** What functions are called with: numbers that can be found again in what they say. */
const FACTS: Readonly<Record<string, readonly unknown[][]>> = {
  'signIn.signedInAs': [['ann']],
  'gpuTime.left': [
    ['2 s', '3 s'],
    ['2 s', null],
  ],
  'gpuTime.back': [['2 s']],
  'output.nothing': [['no-value'], ['layout'], ['form']],
  'actions.copyThing': [['Zebra']],
  'sketch.board': [['Zebra']],
  'sketch.pixels': [[37]],
  'marking.classOf': [['Zebra']],
  'marking.unmark': [['Zebra']],
  'dialogue.speaker': [[37]],
  'dialogue.line': [[37]],
  'dialogue.removeLine': [[37]],
  'picking.sample': [[37]],
  'typed.kindOf': [['Zebra']],
  'typed.entry': [[37]],
  'typed.within': [['Zebra', 'Okapi']],
  'form.more': [[37]],
  'form.sliderNumber': [['Zebra']],
  'form.characters': [[37, 53]],
  'issues.tooSmall': [[37]],
  'issues.tooLarge': [[37]],
  'issues.tooLong': [[37]],
  'issues.tooMany': [[37]],
  'form.resetThing': [['Zebra']],
  'form.summary': [[0], [1], [2], [3], [37], [100]],
  'form.pickExample': [[37]],
  'form.moreExamples': [[37]],
  'form.someChoices': [[37, 53]],
  'form.addChoice': [['Zebra']],
  'form.removeChoice': [['Zebra']],
  'files.drop': [[true], [false]],
  'files.remove': [['zebra.wav']],
  'files.preview': [['zebra.wav']],
  'files.limit': [[37_000_000]],
  'files.sending': [['zebra.wav']],
  'files.tooLarge': [['zebra.wav', 53_000_000, 37_000_000]],
  'files.wrongType': [['zebra.wav', ['Okapi', '/zebra']]],
  'files.chosen': [[1], [2], [37]],
  'files.all': [[2], [37]],
  'recording.recorded': [['00:37']],
  'live.limit': [['00:37']],
  'live.behind': [[37]],
  'live.dropped': [[37]],
  'error.moreIssues': [[37]],
  'issues.notJson': [[37, 53]],
  'notice.ended': ['succeeded', 'failed', 'cancelled'].map((status) => [status, 'Summarise']),
  'issues.tooDeep': [[37]],
  'issues.tooFew': [[37]],
  'issues.mismatched': [[['Zebra', 'Okapi']]],
  'issues.listLength': [['Zebra', 37]],
  'issues.extra': [[37, 53]],
  'issues.fileForeign': [['Zebra']],
  'status.uploading': [
    [2, 37, 4_100_000, 53_000_000],
    [1, 1, 4_100_000, 53_000_000],
  ],
  'status.waiting': ['queue-full', 'rate-limited', 'connection-limit', 'turn', 'no-answer'].flatMap((reason) => [
    [reason, 37],
    [reason, null],
  ]),
  'status.inLine': [[36], [0], [null]],
  'status.step': [
    [37, 53, 'steps'],
    [37, null, 'steps'],
    [37, 53, 'zebras'],
    [37, null, 'zebras'],
  ],
  'status.rate': [
    [37, 'steps'],
    [0.5, 'zebras'],
  ],
  'status.left': [[12_000], [37 * 60_000]],
  'status.cancelling': [[true], [false]],
  'status.cancelled': ['confirmed', 'requested', 'unsupported'].flatMap((outcome) => [
    [37_000, outcome, true],
    [37_000, outcome, false],
  ]),
  'status.succeeded': [[37_000]],
  'status.failed': [[37_000]],
  'status.join': [[['Zebra', 'Okapi']]],
  'status.elapsed': [['00:37']],
  'time.exact': [[400], [37_000], [3_725_000], [61_000]],
  'time.about': [[12_000], [33_000], [60_000], [120_000], [37 * 60_000], [3 * 3_600_000], [5 * 24 * 3_600_000]],
  'queue.waiting': [[37]],
  'logs.title': [[37]],
  'logs.dropped': [[1], [2], [3], [37], [100]],
  'output.unnamed': [[37]],
  'output.items': [[0], [1], [2], [3], [37], [100]],
  'output.members': [[0], [1], [2], [3], [37], [100]],
  'output.more': [
    [37, 53],
    [37, 37],
  ],
  'chat.earlier': [[37, 53]],
  'markdown.picture': [['Zebra'], ['']],
  'media.foreign': [['zebra.example']],
  'media.downloadThing': [['Zebra']],
  'media.enlarge': [['Zebra']],
  'media.place': [[37, 53]],
  'media.part': [[37]],
  'media.divider': [['Zebra']],
  'media.more': [[37]],
  'media.onlyBeginning': [['37 MB', '53 MB']],
  'media.onlyEnd': [['37 MB', '53 MB']],
  'media.unknownKind': [['Zebra']],
  'table.size': [
    [1, 1],
    [2, 2],
    [3, 3],
    [37, 53],
    [100, 100],
  ],
  'table.cut': [[37, 53]],
  'table.editCell': [
    ['Zebra', 37],
    ['Zebra', null],
  ],
  'table.deleteRows': [[1], [2], [3], [37], [100]],
  'table.deleteColumns': [[1], [2], [3], [37], [100]],
  'table.pasted': [
    [37, 53, true],
    [1, 1, false],
    [3, 2, false],
  ],
  'table.badCell': ['number', 'bool', 'date'].map((type) => ['Zebra', 37, type]),
  'plot.describe': ['line', 'bar', 'point'].flatMap((mark) => [
    ['Zebra', mark, 'Okapi', 'zebras', 37],
    ['Zebra', mark, 'Okapi', 'zebras', 3],
    ['Zebra', mark, 'Okapi', 'zebras', 1],
  ]),
  'plot.picture': [['Zebra']],
  'plot.thinned': [[37, 53]],
  'plot.tableOf': [['Zebra']],
  'plot.unknown': [['Zebra']],
  'connection.reconnecting': [
    [37, true],
    [37, false],
    [null, true],
  ],
  'connection.offline': [[true], [false]],
  'announcements.uploading': [[1], [2], [3], [37]],
  'announcements.running': [[null], ['37%']],
  'announcements.succeeded': [[37_000]],
}

const ERROR_DETAILS = {
  version: '3.7',
  endpoint: '/zebra',
  nearest: null,
  available: ['/okapi'],
  retryAfterMs: 37_000,
  file: 'zebra.wav',
  sizeBytes: 53_000_000,
  limitBytes: 37_000_000,
  authMessage: 'Zebra',
  appMessage: 'Zebra',
  title: 'Okapi',
  stage: 'BUILD_ERROR',
  kind: 'time',
  requestedMs: 53_000,
  leftMs: 37_000,
}

/** What the library itself says of an error: English, for who built the page. */
const OWN_MESSAGE = 'Quagga: our own message.'
const OWN_HINT = 'Quagga: our own hint.'

/** Codes after which a visitor can do nothing, or whose next step its title and its form already show. */
const NOTHING_NEXT = ['aborted', 'message-invalid', 'space-deleted']

/** Every text of a language as [path, what it says], functions called with the facts above. */
function say(messages: object, locale: string): [string, string][] {
  const formats = createFormats(locale)
  return Object.entries(messages).flatMap(([group, texts]) =>
    Object.entries(texts as Record<string, unknown>).flatMap(([key, text]) => sayText(`${group}.${key}`, text, formats)),
  )
}

function sayText(path: string, text: unknown, formats: object): [string, string][] {
  if (typeof text === 'string') return [[path, text]]
  if (typeof text === 'object' && text !== null) return Object.entries(text).map(([level, word]) => [`${path}.${level}`, String(word)])
  if (path.startsWith('errors.')) return sayError(path, text as ErrorText, formats)
  const calls = FACTS[path]
  if (!calls) throw new Error(`There are no facts for ${path}. Add a line to FACTS.`)
  return calls.map((facts, index) => [`${path}#${index}`, (text as (...facts: unknown[]) => string)(...facts, formats)])
}

type ErrorText = (facts: object) => { title: string; body?: string; next: string | null }

function sayError(path: string, text: ErrorText, formats: object): [string, string][] {
  const facts = { message: OWN_MESSAGE, formats }
  return [true, false].flatMap((isRelayed) =>
    [
      ERROR_DETAILS,
      { available: [], appMessage: null },
      { available: [], kind: 'runs', retryAfterMs: 37 * 60_000 },
      { available: [], kind: 'app', retryAfterMs: 0 },
      { available: [], kind: 'credits' },
      { available: [], kind: 'busy' },
      { available: [], kind: 'token-expired' },
      { available: [], reason: 'signed-out' },
      { available: [], reason: 'signed-out-midway' },
      { available: [], reason: 'wrong-credentials' },
      { available: [], reason: 'too-many-tries', retryAfterMs: 37 * 60_000 },
      { available: [], reason: 'too-many-tries' },
      { available: [], reason: 'not-kept' },
      { available: [], reason: 'no-password' },
      { available: [], nearest: '/okapi' },
      { available: [], status: 413 },
      { available: [], limit: 'runs', retryAfterMs: 5000 },
      { available: [], limit: 'runs-per-minute', retryAfterMs: 37_000 },
      { available: [], limit: 'bytes-per-minute', retryAfterMs: 37_000 },
      { available: [], limit: 'streams', retryAfterMs: 5000 },
      { available: [], status: 502, mayRun: true },
      { available: [], kind: 'app', signInUrl: 'https://huggingface.co/join' },
      { available: [], isOffline: true, isGone: true },
    ].map((details, index): [string, string] => {
      const { title, body, next } = text({ ...facts, isRelayed, details })
      return [`${path}#${index}${isRelayed ? '' : ' direct'}`, [title, body, next].filter(Boolean).join(' | ')]
    }),
  )
}

const numbersIn = (text: string): string[] => (text.match(/\d+(?:[.,]\d+)?/g) ?? []).map((number) => number.replace(',', '.')).toSorted()
const english = new Map(say(en, 'en'))

describe.each(names)('%s', (name) => {
  // Western figures, so that numbers can be compared.
  const said = say(languages[name], `${name}-u-nu-latn`)

  it('says something for every fact', () => {
    expect(said.filter(([, text]) => text.trim() === '')).toEqual([])
    expect(said.map(([path]) => path)).toEqual([...english.keys()])
  })

  it('says nothing in English', () => {
    const allowed = SAME_AS_ENGLISH[name] ?? []
    const same = said.filter(
      ([path, text]) =>
        english.get(path) === text && /[a-z]{2}/i.test(text) && !isOnlyFacts(text) && !allowed.includes(path) && text !== 'JSON',
    )
    expect(same).toEqual([])
  })

  it.each(Object.keys(en.errors) as GradioStreamErrorCode[])('says in its own words what happened and what to do after %s', (code) => {
    const formats = createFormats(name)
    for (const details of [
      { ...ERROR_DETAILS, issues: [] },
      { available: [], issues: [] },
      { available: [], issues: [], mayRun: true },
    ]) {
      // Details of every code at once: more than a code has does no harm.
      const error = new GradioStreamError(code, { message: OWN_MESSAGE, hint: OWN_HINT, details: { ...details, seen: 'Quagga' } })
      const words = describeError(error, { isRelayed: true, messages: languages[name], formats })
      expect(Object.values(words).join(' ')).not.toContain('Quagga')
      const isKnownWhen = 'retryAfterMs' in details && ['gpu-quota-exceeded', 'queue-full', 'rate-limited'].includes(code)
      if ('mayRun' in details) expect(words.next).toBe(languages[name].error.mayRun)
      else if (isKnownWhen || NOTHING_NEXT.includes(code)) expect(words.next).toBeNull()
      else expect(words.next).toMatch(/\S/)
    }
  })

  it('keeps the numbers and names it is told', () => {
    for (const [path, text] of said) {
      const original = english.get(path) ?? ''
      // None, one and two may be words; a count of one may go unsaid.
      const expected = numbersIn(original).filter((number) => !['0', '1', '2'].includes(number))
      expect(numbersIn(text), `${path}: ${text}`).toEqual(expect.arrayContaining(expected))
      for (const word of ['Zebra', 'Okapi', 'zebras', '/zebra', '/okapi', 'zebra.wav']) {
        if (original.includes(word)) expect(text, path).toContain(word)
      }
    }
  })

  it('writes numbers as its locale does', () => {
    const formats = createFormats(name)
    expect(languages[name].logs.title(1234, formats)).toContain(formats.number(1234))
  })
})

it('forms Arabic plurals by Intl', () => {
  const formats = createFormats('ar-u-nu-latn')
  expect([1, 2, 3, 11].map((count) => ar.announcements.uploading(count, formats))).toEqual([
    'جارٍ رفع ملف.',
    'جارٍ رفع ملفين.',
    'جارٍ رفع 3 ملفات.',
    'جارٍ رفع 11 ملفًا.',
  ])
  expect([0, 1, 2, 3, 11, 100].map((count) => ar.output.members(count, formats).replaceAll('\u00a0', ' '))).toEqual([
    'لا مدخلات',
    'مدخل واحد',
    'مدخلان',
    '3 مدخلات',
    '11 مدخلًا',
    '100 مدخل',
  ])
})

/** What is nothing but what it was told, with signs between. */
function isOnlyFacts(text: string): boolean {
  return text.replaceAll(/Zebra|Okapi|zebras?|okapi|[\d\s·:|./,%]|\b(?:s|min|h|MB)\b/g, '') === ''
}
