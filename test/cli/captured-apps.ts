/** Descriptions of captured apps, and of made-up endpoints. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppDescription, EndpointDescription, ParameterDescription, ReturnDescription } from '../../src/client/index.ts'
import { DIRECT_CAPABILITIES } from '../../src/client/index.ts'
import { describeApp } from '../../src/client/protocol/describe/describe-app.ts'

const FIXTURES = join(import.meta.dirname, '..', 'fixtures')
const AT = { address: 'http://app.test', rootUrl: 'http://app.test', route: 'direct', supportsSSE: true } as const

function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(FIXTURES, ...path), 'utf8'))
}

/** The app of the captures of one version. */
export function capturedApp(version: string): AppDescription {
  const [config, info] = ['config.json', 'info.json'].map((file) => readJson('captures', `gradio-${version}`, file))
  return describeApp({ ...AT, config, info, capabilities: DIRECT_CAPABILITIES })
}

/** The typed functions of Gradio 6. */
export function typedApp(): AppDescription {
  // Captured as one object of both answers.
  const { config, info } = readJson('typed', 'gradio-6.json') as { readonly config: unknown; readonly info: unknown }
  return describeApp({ ...AT, config, info, capabilities: DIRECT_CAPABILITIES })
}

type Some<Whole> = Partial<Whole>

/** A parameter of a typed function, unless `own` says otherwise. */
export function parameter(own: Some<ParameterDescription>): ParameterDescription {
  return {
    name: 'value',
    label: 'Value',
    component: 'api',
    schema: { type: 'string' },
    pythonType: '',
    hasDefault: false,
    defaultValue: null,
    exampleValue: null,
    props: {},
    ...own,
  }
}

/** A return of a typed function, unless `own` says otherwise. */
export function returned(own: Some<ReturnDescription>): ReturnDescription {
  return { label: '', component: 'api', schema: { type: 'string' }, props: {}, ...own }
}

/** An app with these endpoints. */
export function appOf(...endpoints: readonly Some<EndpointDescription>[]): AppDescription {
  const [first] = capturedApp('6').endpoints
  if (!first) throw new Error('The capture has no endpoint.')
  const blank = { ...first, description: null, parameters: [], returns: [], inputSlots: [], outputSlots: [] }
  return { ...capturedApp('6'), title: 'Made up', endpoints: endpoints.map((own) => ({ ...blank, ...own })) }
}
