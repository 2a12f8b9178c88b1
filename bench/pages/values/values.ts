/** The values of `measure-values.ts`, each made when it is asked for. */
import { portTable } from '../../../stories/answered.ts'
import type { GivenOutput } from '../../../stories/finished.ts'

const MEGABYTES = 5_000_000
const LINE = 'const value = 1 // a line of code\n'
const PARAGRAPH = 'A paragraph of *text*.\n\n'
const MOST = 10_000

/** A file of the app's, as Gradio 6 describes it; `measure-values.ts` answers for it. */
function file(name: string): Readonly<Record<string, unknown>> {
  return { path: `/tmp/gradio/2f/${name}`, url: null, size: null, orig_name: name, mime_type: null, meta: { _type: 'gradio.FileData' } }
}

function many<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

const points = many(500, (index) => [index, (index * 7919) % 997, ['north', 'south', 'east'][index % 3]])

/** By printed name: very large values, and the first values of kinds with late code. */
export const VALUES: Readonly<Record<string, () => GivenOutput>> = {
  'Markdown of 5 MB': () => ['markdown', 'Out', PARAGRAPH.repeat(MEGABYTES / PARAGRAPH.length)],
  'text of 5 MB': () => ['textbox', 'Out', LINE.repeat(MEGABYTES / LINE.length)],
  'code of 5 MB': () => ['code', 'Out', LINE.repeat(MEGABYTES / LINE.length), { language: 'javascript' }],
  'JSON of 100,000 keys': () => ['json', 'Out', Object.fromEntries(many(100_000, (key) => [`key${key}`, key]))],
  'a chat of 2,000 messages': () => [
    'chatbot',
    'Out',
    many(2000, (index) => ({ role: index % 2 ? 'assistant' : 'user', content: [{ type: 'text', text: 'Hi *there*' }] })),
  ],
  'a gallery of 10,000 pictures': () => ['gallery', 'Out', many(MOST, (index) => ({ image: file(`${index}.png`), caption: null }))],
  'a table of 100,000 rows': () => ['dataframe', 'Out', portTable(100_000)],
  'the first sound': () => ['audio', 'Out', file('a.wav')],
  'the first film': () => ['video', 'Out', { video: file('b.wav'), subtitles: null }],
  'the first picture': () => ['image', 'Out', file('a.png')],
  'the first chart': () => [
    'scatterplot',
    'Out',
    { columns: ['x', 'y', 'side'], data: points, datatypes: { x: 'quantitative', y: 'quantitative', side: 'nominal' }, mark: 'point' },
    { x: 'x', y: 'y', color: 'side' },
  ],
}
