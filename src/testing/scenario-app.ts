/** Config and info of the app whose endpoints are the scenarios, in the shape of Gradio 6.31 (captures/gradio-6). */
import { choicePairs, componentSchema, componentTitle } from './component-schemas.ts'
import type { Scenario, ScenarioParameter } from './scenario.ts'

/** Prefix of a Gradio 6 app's routes. */
export const API_PREFIX = '/gradio_api'
/** The Gradio version that the engine claims to be. */
export const GRADIO_VERSION = '6.31.0'

/** `GET config`: components, and one dependency per scenario whose id is the scenario's index. */
export function scenarioConfig(scenarios: readonly Scenario[], rootUrl: string, title: string): Record<string, unknown> {
  const components: Record<string, unknown>[] = []
  const add = (type: string, props: Readonly<Record<string, unknown>>, skipApi: boolean): number => {
    const id = components.length + 1
    components.push({ id, type, props: { ...props, visible: true, name: type }, skip_api: skipApi, component_class_id: type, key: null })
    return id
  }
  const addValue = (value: ScenarioParameter): number => {
    if (value.component === 'state') return add('state', {}, true)
    return add(value.component, componentProps(value), false)
  }
  const dependencies = scenarios.map((scenario, id) => {
    const inputs = scenario.parameters.map(addValue)
    const outputs = scenario.returns.map(addValue)
    const button = add('button', { value: scenario.name, interactive: true }, true)
    return dependency(id, button, inputs, outputs, scenario)
  })
  return {
    version: GRADIO_VERSION,
    api_prefix: API_PREFIX,
    mode: 'blocks',
    app_id: 4_503_599_627_370_497,
    dev_mode: false,
    analytics_enabled: false,
    components,
    css: null,
    connect_heartbeat: true,
    js: null,
    head: null,
    title,
    space_id: null,
    enable_queue: true,
    show_error: true,
    is_colab: false,
    max_file_size: null,
    stylesheets: [],
    theme: 'default',
    protocol: 'sse_v3',
    fill_height: false,
    fill_width: false,
    pwa: false,
    pages: [['', 'Home', true]],
    page: { '': { layout: { id: 0, children: [] }, components: [], dependencies: [] } },
    mcp_server: false,
    dependencies,
    layout: { id: 0, children: components.map(({ id }) => ({ id })) },
    username: null,
    root: rootUrl,
  }
}

/** The value that a component of the config belongs to. `undefined` for a button and for an unknown id. */
export function valueOfComponent(scenarios: readonly Scenario[], id: number): ScenarioParameter | undefined {
  // Same order as in `scenarioConfig`: the values of each endpoint, then its button.
  return scenarios.flatMap(({ parameters, returns }) => [...parameters, ...returns, undefined])[id - 1]
}

/** `GET gradio_api/info`: the named endpoints, without states. */
export function scenarioInfo(scenarios: readonly Scenario[]): Record<string, unknown> {
  const endpoints = scenarios.map((scenario) => {
    const parameters = scenario.parameters.filter(isNoState).map(parameterInfo)
    const returns = scenario.returns.filter(isNoState).map(valueInfo)
    return [`/${scenario.name}`, { parameters, returns, api_visibility: 'public', description: scenario.description ?? '' }] as const
  })
  return { named_endpoints: Object.fromEntries(endpoints), unnamed_endpoints: {} }
}

/**
 * The value a parameter starts with. Gradio 5 and 6 take the first choice of a dropdown without a value. `undefined`:
 * no default.
 */
export function initialValue(parameter: ScenarioParameter): unknown {
  if (parameter.value !== undefined) return parameter.value
  if (parameter.component === 'dropdown' && parameter.props?.multiselect !== true) return choicePairs(parameter)[0]?.[1]
  return undefined
}

function isNoState(value: ScenarioParameter): boolean {
  return value.component !== 'state'
}

function componentProps(value: ScenarioParameter): Record<string, unknown> {
  const props: Record<string, unknown> = { ...value.props, label: value.label ?? value.name }
  if (props.choices !== undefined) props.choices = choicePairs(value)
  const initial = initialValue(value)
  if (initial !== undefined) props.value = initial
  if (value.component === 'fileexplorer') Object.assign(props, { glob: '**/*', file_count: 'multiple', server_fns: ['ls'], ...value.props })
  if (value.component === 'textbox') Object.assign(props, { lines: 1, type: 'text', ...value.props })
  return props
}

function valueInfo(value: ScenarioParameter): Record<string, unknown> {
  const schema = componentSchema(value)
  return {
    label: value.label ?? value.name,
    type: value.schema ?? schema.type,
    python_type: { type: schema.pythonType, description: '' },
    component: componentTitle(value.component),
  }
}

function parameterInfo(parameter: ScenarioParameter): Record<string, unknown> {
  const initial = initialValue(parameter)
  return {
    parameter_name: parameter.name,
    parameter_has_default: initial !== undefined,
    parameter_default: initial ?? null,
    ...valueInfo(parameter),
    example_input: componentSchema(parameter).example,
  }
}

function dependency(id: number, button: number, inputs: number[], outputs: number[], scenario: Scenario): Record<string, unknown> {
  return {
    id,
    targets: [[button, 'click']],
    inputs,
    outputs,
    backend_fn: true,
    js: null,
    queue: true,
    api_name: scenario.name,
    api_description: scenario.description ?? null,
    scroll_to_output: false,
    show_progress: 'full',
    show_progress_on: null,
    batch: false,
    max_batch_size: 4,
    cancels: [],
    types: { generator: scenario.isGenerator === true, cancel: false },
    collects_event_data: false,
    trigger_after: null,
    trigger_only_on_success: false,
    trigger_only_on_failure: false,
    trigger_mode: 'once',
    api_visibility: 'public',
    rendered_in: null,
    render_id: null,
    connection: 'sse',
    time_limit: null,
    stream_every: 0.5,
    event_specific_args: null,
    component_prop_inputs: [],
    js_implementation: null,
  }
}
