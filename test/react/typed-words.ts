/**
 * What docs/components.md says of typed functions: the field of each kind of type hint, counted on a real Gradio 6.31
 * (`test/live/gradio/typed.py`).
 */
import { DIRECT_CAPABILITIES } from '../../src/client/protocol/describe/app-description.ts'
import type { ParameterDescription } from '../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../src/client/protocol/describe/describe-app.ts'
import type { KindName } from '../../src/react/inputs/schema/kind-name.ts'
import { kindNameOf, shapeOf } from '../../src/react/inputs/schema/schema-shape.ts'
import captured from '../fixtures/typed/gradio-6.json' with { type: 'json' }

const WORDS: Readonly<Record<KindName, string>> = {
  text: 'text field that grows',
  number: 'number field',
  whole: 'number field, whole numbers',
  flag: 'box; yes, no or nothing where it may be nothing',
  choice: 'list of choices; boxes for several of a few',
  date: 'day, or day and time',
  file: 'the platform’s file field',
  files: 'the platform’s file field, several',
  list: 'rows to add and take out; places of a tuple',
  map: 'rows of names and values',
  group: 'group of fields under their names, groups in groups',
  nothing: 'not drawn, `null` is sent',
  json: 'the kind first, then its field',
}

/** The lines. */
export function typedRows(): readonly string[] {
  const at = { address: 'http://app.test', rootUrl: 'http://app.test', route: 'direct', supportsSSE: true } as const
  const { endpoints } = describeApp({ ...at, ...captured, capabilities: DIRECT_CAPABILITIES })
  const parameters = endpoints.flatMap((endpoint) => endpoint.parameters)
  const byWords = new Map<string, Set<string>>()
  for (const parameter of parameters) {
    const words = isMany(parameter) ? WORDS.json : WORDS[kindNameOf(shapeOf(parameter))]
    byWords.set(words, (byWords.get(words) ?? new Set()).add(`\`${parameter.pythonType.replaceAll('|', '\\|')}\``))
  }
  const json = parameters.filter((parameter) => !isMany(parameter) && kindNameOf(shapeOf(parameter)) === 'json')
  const silent = parameters.filter((parameter) => isMany(parameter) && /^(?:Any|dict\(\))$/.test(parameter.pythonType))
  return [
    'Values of `gr.api` and `gr.Server` have the component `Api` and a JSON schema. Gradio’s names for their types, by the field each gets',
    `(${parameters.length} parameters of every type hint that Gradio ${captured.config.version} takes; ${json.length} are JSON fields; for ${silent.length}, of whose type Gradio says nothing,`,
    'as of dates, `Path`, keys that are no text and classes that hold themselves, JSON is one of the kinds to choose):',
    '',
    '| field | types |',
    '|---|---|',
    ...[...byWords].map(([words, types]) => `| ${words} | ${[...types].slice(0, 6).join(', ')} |`),
    '',
    'Results are drawn as what they are: text, number, yes or no, a list, records as a table, an object as names and values, pictures,',
    'sounds, films and files; deeper than three levels as a tree.',
  ]
}

/** One of several kinds, `Any` among them. */
function isMany(parameter: ParameterDescription): boolean {
  return shapeOf(parameter).kind === 'union'
}
