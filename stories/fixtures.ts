/** A made-up app and a clock that stands still, for stories and tests. No network, no randomness, no real time. */
import { featuresOf } from '../src/client/protocol/describe/app-features.ts'
import type { AppDescription, Clock, EndpointDescription, ParameterDescription } from '../src/client/index.ts'

/** The moment every story is at: 1 March 2026, 12:00:00 UTC. */
export const NOW = Date.UTC(2026, 2, 1, 12)

/** Shows `NOW` and never calls back. */
export const stillClock: Clock = { now: () => NOW, schedule: () => () => {} }

/** A parameter with what matters given and the rest plain. */
export function parameter(
  component: string,
  label: string,
  rest: Partial<Omit<ParameterDescription, 'component' | 'label'>> = {},
): ParameterDescription {
  const hasDefault = rest.defaultValue !== undefined
  return {
    name: label.toLowerCase().replaceAll(' ', '_'),
    label,
    component,
    schema: {},
    pythonType: '',
    hasDefault,
    exampleValue: null,
    props: {},
    ...rest,
    defaultValue: rest.defaultValue ?? null,
  }
}

const text = parameter('textbox', 'Text', {
  props: { lines: 4, placeholder: 'Paste an article, a report, a long mail', info: 'Plain text, in any language.', max_length: 20_000 },
})
const tone = parameter('radio', 'Tone', {
  defaultValue: 'plain',
  props: {
    choices: [
      ['Plain', 'plain'],
      ['Friendly', 'friendly'],
      ['Formal', 'formal'],
    ],
  },
})
const length = parameter('slider', 'Length', {
  defaultValue: 120,
  props: { minimum: 20, maximum: 400, step: 10, info: 'In words, roughly.' },
})
const language = parameter('dropdown', 'Language', {
  defaultValue: 'same',
  props: {
    choices: [
      ['Same as the text', 'same'],
      ['Arabic', 'ar'],
      ['English', 'en'],
      ['German', 'de'],
      ['Japanese', 'ja'],
    ],
  },
})
const keepQuotes = parameter('checkbox', 'Keep quotations', { defaultValue: true })

/** Parameters with a default beyond the first five, which fold away. */
const more: readonly ParameterDescription[] = [
  parameter('number', 'Seed', { defaultValue: 42, props: { precision: 0, minimum: 0, info: 'The same seed gives the same summary.' } }),
  parameter('checkboxgroup', 'Sections', {
    defaultValue: ['facts'],
    props: {
      choices: [
        ['Facts', 'facts'],
        ['Open questions', 'questions'],
        ['People', 'people'],
      ],
    },
  }),
  parameter('json', 'Options', { defaultValue: { temperature: 0.4, top_p: 0.9 }, props: { info: 'Passed to the model as they are.' } }),
]

/** An endpoint that writes a summary, with a field of every kind. */
export const summarise: EndpointDescription = {
  name: '/summarise',
  fnIndex: 0,
  description: 'Writes a short summary of a long text and keeps what was quoted.',
  isGenerator: true,
  isStateful: false,
  parameters: [text, length, tone, language, keepQuotes, ...more],
  returns: [{ label: 'Summary', component: 'textbox', schema: { type: 'string' }, props: { lines: 4 } }],
  inputSlots: [],
  outputSlots: [],
  url: 'https://summaries.example/gradio_api/call/summarise',
}

/** The imagined app. */
export const app: AppDescription = {
  address: 'https://summaries.example',
  route: 'relay',
  apiUrl: 'https://relay.example/apps/summaries/gradio_api',
  rootUrl: 'https://relay.example/apps/summaries',
  version: '6.31.0',
  protocol: 'sse_v3',
  title: 'Summaries',
  supportsSSE: true,
  capabilities: { resume: true, polling: true, survivesDisconnect: true, cancelWaiting: true, repeatableJoin: true },
  features: featuresOf('6.31.0'),
  maxFileSizeBytes: null,
  endpoints: [summarise],
}

/** A result in one piece, and as far as it has come in a story of a stream. */
export const SUMMARY =
  'The harbour reopened on Tuesday after eleven days. Two of the three cranes work again; the third waits for a part from Hamburg. “We have lost a fortnight, not a season,” the harbour master said. Ferries run to the old timetable from Friday.'
export const HALF_SUMMARY = SUMMARY.slice(0, 118)

/** A file at the app, as Gradio writes it. Without a `url`: nothing is fetched. */
export function appFile(
  name: string,
  { size = null, type = null }: { size?: number | null; type?: string | null } = {},
): Record<string, unknown> {
  return { path: `/tmp/gradio/2f/${name}`, url: null, size, orig_name: name, mime_type: type, meta: { _type: 'gradio.FileData' } }
}
