/**
 * Refuses options that do not exist, where they are given: a hook that took `backendUrl` in silence would ask another
 * relay than the page says.
 */
import { checkNames, unknownOption } from '@gradio-stream/client/internal/check-options'
import type { OptionWords } from '@gradio-stream/client/internal/check-options'
import { CLIENT_OPTIONS } from '@gradio-stream/client/internal/client-options'
import type { GradioClientOptions } from '@gradio-stream/client/internal/client-options'
import type { GradioProviderProps } from './gradio-provider.ts'
import type { UseGradioStreamOptions } from './gradio-stream.ts'
import type { UseGradioDiscoveryOptions } from './use-gradio-discovery.ts'

/** Each name of an object of options. */
export type NamesOf<Options> = Readonly<Record<keyof Options, true>>

const STREAM: NamesOf<UseGradioStreamOptions> = {
  app: true,
  endpoint: true,
  onUnmount: true,
  runKey: true,
  resume: true,
  enabled: true,
  onAccepted: true,
  onUpdate: true,
  onLog: true,
  onSuccess: true,
  onError: true,
  onSettled: true,
}
const OF_PROVIDER_ALONE: NamesOf<Omit<GradioProviderProps, keyof GradioClientOptions | 'children'>> = {
  client: true,
  queryClient: true,
  resume: true,
  keepRuns: true,
  onSuccess: true,
  onError: true,
  onSettled: true,
}
const QUERY: NamesOf<UseGradioDiscoveryOptions> = { enabled: true, staleTime: true }

/** What is said of an option of the client. */
export const OF_CLIENT = [CLIENT_OPTIONS, '<GradioProvider> or new GradioClient'] as const
/** What is said of a prop that only the provider takes. */
export const OF_PROVIDER = [OF_PROVIDER_ALONE, '<GradioProvider>'] as const
const OF_STREAM = [STREAM, 'useGradioStream or <GradioProcess>'] as const

const OF_USE_GRADIO_STREAM: OptionWords = { owner: 'useGradioStream', others: [OF_CLIENT, OF_PROVIDER] }

/** The options of `useGradioStream`. Called whenever it renders: looks at each name once and makes nothing. */
export function checkStreamOptions(options: object): void {
  checkNames(options, STREAM, OF_USE_GRADIO_STREAM)
}

/** The props of `GradioProvider`. */
export function checkProviderProps(props: object): void {
  checkNames(props, { ...CLIENT_OPTIONS, ...OF_PROVIDER_ALONE, children: true }, { owner: '<GradioProvider>', others: [OF_STREAM] })
}

/** The options of a hook that asks by a query; `owner` is its name. */
export function checkQueryOptions(options: object, owner: string): void {
  checkNames(options, QUERY, { owner, others: [OF_CLIENT, OF_PROVIDER] })
}

/** The props of an element: any of its attributes, and so only what belongs to the provider is refused. */
export function checkElementProps(props: object, owner: string): void {
  for (const name in props) {
    const isOther = Object.hasOwn(CLIENT_OPTIONS, name) || Object.hasOwn(OF_PROVIDER_ALONE, name)
    if (isOther && Reflect.get(props, name) !== undefined) throw unknownOption(name, STREAM, { owner, others: [OF_CLIENT, OF_PROVIDER] })
  }
}
