/** An endpoint with one parameter, for tests of values. */
import type { ParameterDescription } from '../../../src/client/protocol/describe/app-description.ts'

/** The parameter is called `value`. */
export function endpointOf(component: string, schema: Record<string, unknown> = {}): { name: string; parameters: ParameterDescription[] } {
  const parameter: ParameterDescription = {
    name: 'value',
    label: 'Value',
    component,
    schema,
    pythonType: '',
    hasDefault: false,
    defaultValue: null,
    exampleValue: null,
    props: {},
  }
  return { name: '/x', parameters: [parameter] }
}
