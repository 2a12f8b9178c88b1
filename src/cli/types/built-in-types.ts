/**
 * Types that an app's components have on every version of Gradio: the client gives and takes the shapes of Gradio 6.
 * A file of types holds those that it uses. Pure data.
 */
import { ANYTHING, givenListOf, listOf, NOTHING, NUMBER, orNull, TEXT, unionOf } from './value-type.ts'
import type { Declaration, ValueMember, ValueType } from './value-type.ts'

function named(name: string): ValueType {
  return { kind: 'named', name }
}

function literal(value: string): ValueType {
  return { kind: 'literal', value }
}

const FILE = named('GradioFile')
const FILE_INPUT = named('FileInput')

const needed = (name: string, type: ValueType): ValueMember => ({ name, type, isOptional: false, comment: [] })
const optional = (name: string, type: ValueType): ValueMember => ({ name, type, isOptional: true, comment: [] })

const chatMetadata: readonly ValueMember[] = [
  optional('title', orNull(TEXT)),
  optional('id', unionOf([NUMBER, TEXT, NOTHING])),
  optional('parent_id', unionOf([NUMBER, TEXT, NOTHING])),
  optional('log', orNull(TEXT)),
  optional('duration', orNull(NUMBER)),
  optional('status', unionOf([literal('pending'), literal('done'), NOTHING])),
]

/** All of them, by name. */
export const BUILT_IN: readonly Declaration[] = [
  {
    name: 'FileInput',
    comment: ['What a page may pass for a file: its bytes (a `File` is a `Blob`), an address (http, https, `data:`), a file of the app.'],
    code: {
      type: [
        'Blob',
        'ArrayBuffer',
        'Uint8Array',
        'ReadableStream<Uint8Array>',
        'URL',
        'string',
        '{ readonly url: string | URL; readonly orig_name?: string | null | undefined }',
        '{ readonly path: string; readonly url?: string | null | undefined }',
      ]
        .map((option) => `\n  | ${option}`)
        .join(''),
      zod: [
        'z.custom<FileInput>(',
        "  (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),",
        "  'needs a file',",
        ')',
      ].join('\n'),
    },
  },
  {
    name: 'GradioFile',
    comment: ['A file of the app.'],
    members: [
      needed('path', TEXT),
      optional('url', orNull(TEXT)),
      optional('size', orNull(NUMBER)),
      optional('orig_name', orNull(TEXT)),
      optional('mime_type', orNull(TEXT)),
    ],
  },
  {
    name: 'VideoInput',
    comment: ['A video for Gradio 4 and 5.'],
    members: [needed('video', FILE_INPUT), optional('subtitles', orNull(FILE_INPUT))],
  },
  {
    name: 'VideoValue',
    comment: ['A video of Gradio 5 and older.'],
    members: [needed('video', FILE), optional('subtitles', orNull(FILE))],
  },
  {
    name: 'GalleryItemInput',
    comment: ['A picture or a video with its caption.'],
    members: [optional('image', FILE_INPUT), optional('video', FILE_INPUT), optional('caption', orNull(TEXT))],
  },
  {
    name: 'GalleryItem',
    comment: ['A picture or a video of a gallery.'],
    members: [optional('image', FILE), optional('video', FILE), optional('caption', orNull(TEXT))],
  },
  {
    name: 'EditorInput',
    comment: ['A drawing: what lies below, the layers over it, and all in one.'],
    members: [
      optional('background', orNull(FILE_INPUT)),
      optional('layers', givenListOf(FILE_INPUT)),
      optional('composite', orNull(FILE_INPUT)),
    ],
  },
  {
    name: 'EditorValue',
    comment: ['A drawing: what lies below, the layers over it, and all in one.'],
    members: [optional('background', orNull(FILE)), optional('layers', listOf(FILE)), optional('composite', orNull(FILE))],
  },
  { name: 'MessageInput', comment: ['A text with files.'], members: [needed('text', TEXT), optional('files', givenListOf(FILE_INPUT))] },
  { name: 'MessageValue', comment: ['A text with files.'], members: [needed('text', TEXT), optional('files', listOf(FILE))] },
  {
    name: 'TableValue',
    comment: ['A table: the names of its columns, and its rows.'],
    members: [
      needed('headers', listOf(ANYTHING)),
      needed('data', listOf(listOf(ANYTHING))),
      optional('metadata', orNull({ kind: 'record', value: ANYTHING })),
    ],
  },
  {
    name: 'HighlightedPart',
    comment: ['A part of a text, and its class or score.'],
    members: [needed('token', TEXT), optional('class_or_confidence', unionOf([TEXT, NUMBER, NOTHING]))],
  },
  { name: 'AnnotationInput', comment: [], members: [needed('image', FILE_INPUT), needed('label', TEXT)] },
  { name: 'Annotation', comment: [], members: [needed('image', FILE), needed('label', TEXT)] },
  {
    name: 'AnnotatedImageInput',
    comment: ['A picture and the areas marked in it.'],
    members: [needed('image', FILE_INPUT), needed('annotations', givenListOf(named('AnnotationInput')))],
  },
  {
    name: 'AnnotatedImage',
    comment: ['A picture and the areas marked in it.'],
    members: [needed('image', FILE), needed('annotations', listOf(named('Annotation')))],
  },
  {
    name: 'LabelConfidence',
    comment: [],
    members: [optional('label', unionOf([TEXT, NUMBER, NOTHING])), optional('confidence', orNull(NUMBER))],
  },
  {
    name: 'LabelValue',
    comment: ['The likeliest label, and how likely each is (0 to 1).'],
    members: [optional('label', unionOf([TEXT, NUMBER, NOTHING])), optional('confidences', orNull(listOf(named('LabelConfidence'))))],
  },
  { name: 'DialogueLine', comment: [], members: [needed('speaker', TEXT), needed('text', TEXT)] },
  {
    name: 'PlotValue',
    comment: ['A figure, written as text in the form of its library.'],
    members: [needed('type', TEXT), needed('plot', TEXT)],
  },
  { name: 'ChatMetadata', comment: ['What is said about a message: a title makes it a thought.'], members: chatMetadata },
  {
    name: 'ChatOption',
    comment: ['An answer that a message offers.'],
    members: [needed('value', TEXT), optional('label', orNull(TEXT))],
  },
  { name: 'ChatText', comment: [], members: [needed('type', literal('text')), needed('text', TEXT)] },
  {
    name: 'ChatFile',
    comment: [],
    members: [needed('type', literal('file')), needed('file', FILE), optional('alt_text', orNull(TEXT))],
  },
  {
    name: 'ChatComponent',
    comment: ['A component inside of a message.'],
    members: [needed('type', literal('component')), needed('component', TEXT), optional('value', ANYTHING)],
  },
  {
    name: 'ChatMessage',
    comment: ['A message of a conversation, as Gradio 6 has it.'],
    members: [
      needed('role', TEXT),
      needed('content', listOf(unionOf([named('ChatText'), named('ChatFile'), named('ChatComponent')]))),
      optional('metadata', orNull(named('ChatMetadata'))),
      optional('options', orNull(listOf(named('ChatOption')))),
    ],
  },
  {
    name: 'ChatMessageInput',
    comment: ['A message of a conversation that a page sends.'],
    members: [
      needed('role', TEXT),
      needed('content', unionOf([TEXT, givenListOf(unionOf([named('ChatText'), named('ChatFile'), named('ChatComponent')]))])),
      optional('metadata', orNull(named('ChatMetadata'))),
      optional('options', orNull(givenListOf(named('ChatOption')))),
    ],
  },
]
