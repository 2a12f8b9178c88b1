/** The public promises of the types: checked by `npm run typecheck`, and here by the compiler of the test run. */
import { expectTypeOf, test } from 'vitest'
import type {
  Connection,
  GradioStream,
  GradioStreamError,
  GradioStreamErrorCode,
  RunState,
  RunStatus,
  useGradioDiscovery,
  useGradioRun,
} from '../../src/react/index.ts'
import type { GradioDiscovery } from '../../src/react/index.ts'

test('status narrows the state to what is true in it', () => {
  const read = (state: RunState): void => {
    if (state.status === 'queued') expectTypeOf(state.position).toEqualTypeOf<number | null>()
    if (state.status === 'running') expectTypeOf(state.data).toEqualTypeOf<readonly unknown[] | null>()
    if (state.status === 'succeeded') expectTypeOf(state.data).toEqualTypeOf<readonly unknown[]>()
    if (state.status === 'failed') expectTypeOf(state.error).toEqualTypeOf<GradioStreamError>()
    // @ts-expect-error an idle state has no data
    if (state.status === 'idle') void state.data
    // @ts-expect-error a queued state has no progress
    if (state.status === 'queued') void state.progress
  }
  expectTypeOf(read).toBeFunction()
})

test('a switch over the statuses is exhaustive', () => {
  const name = (status: RunStatus): string => {
    switch (status) {
      case 'idle':
      case 'uploading':
      case 'submitting':
      case 'queued':
      case 'running':
      case 'cancelling':
      case 'succeeded':
      case 'failed':
      case 'cancelled':
        return status
      default:
        return status satisfies never
    }
  }
  expectTypeOf(name).returns.toBeString()
})

test('codes are exhaustive, and a code has its details', () => {
  expectTypeOf<GradioStreamErrorCode>().toEqualTypeOf<
    | 'options-invalid'
    | 'address-invalid'
    | 'app-unreachable'
    | 'app-not-gradio'
    | 'app-not-allowed'
    | 'relay-unreachable'
    | 'login-required'
    | 'protocol-unsupported'
    | 'discovery-failed'
    | 'endpoint-unknown'
    | 'input-invalid'
    | 'queue-full'
    | 'rate-limited'
    | 'access-denied'
    | 'file-unavailable'
    | 'join-refused'
    | 'connection-refused'
    | 'connection-lost'
    | 'connection-timeout'
    | 'join-timeout'
    | 'queue-timeout'
    | 'idle-timeout'
    | 'run-timeout'
    | 'buffer-exceeded'
    | 'stream-invalid'
    | 'message-invalid'
    | 'session-unknown'
    | 'store-unavailable'
    | 'token-invalid'
    | 'relay-lost'
    | 'resume-expired'
    | 'run-failed'
    | 'upload-failed'
    | 'load-failed'
    | 'file-too-large'
    | 'space-private'
    | 'space-paused'
    | 'space-broken'
    | 'space-deleted'
    | 'wake-timeout'
    | 'gpu-quota-exceeded'
    | 'gpu-unavailable'
    | 'gpu-duration-refused'
    | 'aborted'
  >()
  expectTypeOf<GradioStreamError<'endpoint-unknown'>['details']['available']>().toEqualTypeOf<readonly string[]>()
})

test('the result is readonly and typed', () => {
  expectTypeOf<GradioStream['error']>().toEqualTypeOf<GradioStreamError | null>()
  expectTypeOf<GradioStream['connection']>().toEqualTypeOf<Connection>()
  // @ts-expect-error nobody writes a result
  const write = (stream: GradioStream): void => void (stream.data = null)
  expectTypeOf(write).toBeFunction()
})

test('what the discovery hook gives is what a stream has as its discovery', () => {
  expectTypeOf<ReturnType<typeof useGradioDiscovery>>().toExtend<GradioDiscovery>()
})

test('a selector gives its own type', () => {
  const select = (hook: typeof useGradioRun) => hook(null, ({ state }) => state.status)
  expectTypeOf(select).returns.toEqualTypeOf<RunStatus>()
})
