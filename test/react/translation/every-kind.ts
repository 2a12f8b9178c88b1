/**
 * A value of each kind of output that grows, step by step, through two runs. A kind of the registry that is missing
 * here fails to compile or to run.
 */

/** What one kind is given: properties of its component, and its value at each step. */
export interface GrowingKind {
  readonly props?: Readonly<Record<string, unknown>>
  readonly at: (step: number) => unknown
}

const SENTENCES = [
  'The sea',
  'is **wide** and `deep`',
  'and [the light](https://light.example)',
  'turns *slowly*',
  'all night',
  'until dawn.',
]
const DOCUMENTS = [
  'The sea',
  'The sea is **wi',
  'The sea is **wide** and `deep`, see [the light](https://light.example).\n\n- one\n- two *things* more\n\n| Boat | Leaves |\n|---|---|\n| **First** boat | 06:20 |\n\n```python\nprint("day")\n```\n\n$$a+b$$\n',
  'Land',
  'Land is *far*',
  '# Land\n\nLand is *far* from **here** and\nnot near.\n\n> said <b>one</b> of them\n\n1. first\n2. second\n\nThe end.',
]
const file = (name: string, mime_type: string, size = 4120) => ({
  path: `/tmp/gradio/2f/${name}`,
  url: null,
  orig_name: name,
  size,
  mime_type,
  meta: { _type: 'gradio.FileData' },
})
const text: GrowingKind = { at: (step) => SENTENCES.slice(0, (step % 3) + 1 + Math.floor(step / 3)).join(' ') }
const number: GrowingKind = { at: (step) => 1234.5 * (step + 1) }
const choice: GrowingKind = { props: { choices: SENTENCES.map((one) => [one, one]) }, at: (step) => SENTENCES[step] }
const choices: GrowingKind = { ...choice, at: (step) => SENTENCES.slice(0, (step % 3) + 1) }
const files = (kind: string, ending: string): GrowingKind => ({
  at: (step) => Array.from({ length: (step % 3) + 1 }, (_, index) => file(`report ${step} of ${index}.${ending}`, kind)),
})
const one = (kind: string, ending: string): GrowingKind => ({ at: (step) => file(`report ${step}.${ending}`, kind, 1000 * step + 10) })
const plot: GrowingKind = {
  props: { x: 'quarter', y: 'ships', title: 'Ships' },
  at: (step) => ({
    columns: ['quarter', 'ships'],
    data: Array.from({ length: (step % 3) + 1 }, (_, index) => [`Q${index}`, step + index]),
    datatypes: { quarter: 'nominal', ships: 'quantitative' },
    mark: 'bar',
  }),
}
const say = (role: string, content: string, rest: object = {}) => ({
  role,
  content: [{ type: 'text', text: content }],
  metadata: null,
  ...rest,
})
const picture = (step: number) => file(`view ${step}.png`, 'image/png')

/** By component. */
export const everyKind: Readonly<Record<string, GrowingKind>> = {
  textbox: text,
  markdown: { props: { latex_delimiters: [{ left: '$$', right: '$$', display: true }] }, at: (step) => DOCUMENTS[step] },
  html: { at: (step) => `<p>${SENTENCES.slice(0, step + 1).join(' ')}</p>` },
  code: { props: { language: 'python' }, at: (step) => `import sea\n# ${SENTENCES.slice(0, step + 1).join(' ')}\nprint("${step}")` },
  chatbot: {
    at: (step) => [
      say('user', 'When do the *ferries* run again?'),
      ...(step % 3 > 0
        ? [
            say('assistant', 'Looked it up.', {
              metadata: { title: 'Read the timetable', id: 't', status: step % 3 > 1 ? 'done' : 'pending' },
            }),
          ]
        : []),
      say('assistant', DOCUMENTS[step] ?? '', step % 3 > 1 ? { options: [{ value: 'How much is it?' }] } : {}),
    ],
  },
  number,
  slider: number,
  timer: number,
  checkbox: { at: (step) => step % 2 === 0 },
  checkboxgroup: choices,
  radio: choice,
  dropdown: choices,
  colorpicker: { at: (step) => `#00${step}${step}ff` },
  datetime: { at: (step) => `2026-03-0${step + 1} 12:00:00` },
  label: {
    at: (step) => ({
      label: SENTENCES[step],
      confidences: SENTENCES.slice(0, (step % 3) + 1).map((label, index) => ({ label, confidence: 0.5 / (index + step + 1) })),
    }),
  },
  json: { at: (step) => ({ people: SENTENCES.slice(0, step + 1), step, cranes: { working: step, waiting: null } }) },
  file: files('text/plain', 'txt'),
  uploadbutton: files('text/plain', 'txt'),
  downloadbutton: one('text/plain', 'txt'),
  fileexplorer: { at: (step) => Array.from({ length: (step % 3) + 1 }, (_, index) => `logs/day ${step}-${index}.txt`) },
  image: one('image/png', 'png'),
  imageeditor: { at: (step) => ({ background: picture(step), layers: [], composite: picture(step) }) },
  imagemask: { at: (step) => ({ background: picture(step), layers: [], composite: picture(step) }) },
  sketchpad: { at: (step) => ({ background: picture(step), layers: [], composite: picture(step) }) },
  paint: { at: (step) => ({ background: picture(step), layers: [], composite: picture(step) }) },
  annotatedimage: {
    at: (step) => ({
      image: picture(step),
      annotations: SENTENCES.slice(0, (step % 3) + 1).map((label) => ({ label, image: picture(step) })),
    }),
  },
  imageslider: { at: (step) => [picture(step), picture(step + 10)] },
  gallery: {
    at: (step) => Array.from({ length: (step % 3) + 1 }, (_, index) => ({ image: picture(index), caption: `${SENTENCES[index]} ${step}` })),
  },
  audio: one('audio/wav', 'wav'),
  video: { at: (step) => ({ video: file(`film ${step}.mp4`, 'video/mp4'), subtitles: null }) },
  model3d: one('model/obj', 'obj'),
  highlightedtext: {
    at: (step) => SENTENCES.slice(0, step + 1).map((token, index) => ({ token, class_or_confidence: index % 2 === 0 ? 'place' : null })),
  },
  multimodaltextbox: { at: (step) => ({ text: SENTENCES.slice(0, step + 1).join(' '), files: [file(`note ${step}.txt`, 'text/plain')] }) },
  dialogue: { at: (step) => SENTENCES.slice(0, (step % 3) + 1).map((words, index) => ({ speaker: `Speaker ${index % 2}`, text: words })) },
  dataset: {
    props: { headers: ['Place', 'Depth'], components: ['textbox', 'number'], samples: SENTENCES.map((words, index) => [words, index]) },
    at: (step) => [SENTENCES[step], step],
  },
  paramviewer: {
    at: (step) =>
      Object.fromEntries(
        SENTENCES.slice(0, (step % 3) + 1).map((_, index) => [
          `depth_${index}`,
          { type: 'int', description: SENTENCES[step], default: '3' },
        ]),
      ),
  },
  dataframe: {
    at: (step) => ({
      headers: ['Port', 'Ships'],
      data: SENTENCES.slice(0, (step % 3) + 1).map((words, index) => [words, index * step]),
      metadata: null,
    }),
  },
  // Plotly draws by itself, and nothing of it is React's.
  plot: {
    at: (step) => ({ type: 'matplotlib', plot: `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="${step + 1}"/>` }),
  },
  nativeplot: plot,
  lineplot: plot,
  barplot: plot,
  scatterplot: plot,
  api: { at: (step) => ({ people: SENTENCES.slice(0, step + 1), step, place: SENTENCES[step] }) },
}
