/** Gradio's `/info`: the named endpoints and what their values look like (3.50 to 6.31). Loose, as `config.ts`. */
import * as z from 'zod/mini'
import { notGradio } from './config.ts'

const value = z.looseObject({
  label: z.optional(z.unknown()),
  component: z.optional(z.unknown()),
  /** JSON schema; its inner `type` can be an object. */
  type: z.optional(z.unknown()),
  python_type: z.optional(z.unknown()),
})

const parameter = z.extend(value, {
  /** From 4.23. */
  parameter_name: z.optional(z.unknown()),
  parameter_has_default: z.optional(z.unknown()),
  parameter_default: z.optional(z.unknown()),
  example_input: z.optional(z.unknown()),
})

const endpoint = z.looseObject({
  parameters: z.array(parameter),
  returns: z.array(value),
  description: z.optional(z.unknown()),
})

const apiInfo = z.looseObject({
  /** By name, with its leading slash. */
  named_endpoints: z.record(z.string(), endpoint),
})

/** What `/info` says of an app: hidden endpoints and `gr.State` are left out of it. */
export type ApiInfo = z.infer<typeof apiInfo>
/** One endpoint of the info. */
export type ApiEndpoint = z.infer<typeof endpoint>
/** One parameter of an endpoint of the info. */
export type ApiParameter = z.infer<typeof parameter>
/** One value an endpoint of the info answers with. */
export type ApiReturn = z.infer<typeof value>

/** Reads an answer of `/info`. Throws `app-not-gradio` with what was wrong in `details.seen`. */
export function parseApiInfo(answer: unknown): ApiInfo {
  const result = z.safeParse(apiInfo, answer)
  if (result.success) return result.data
  throw notGradio('info', answer, result.error.issues)
}
