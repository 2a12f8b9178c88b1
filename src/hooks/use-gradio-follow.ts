/** The hook that follows a run which a server began. It holds no logic: its result is the snapshot of one store. */
'use client'

import { useEffect, useInsertionEffect, useState, useSyncExternalStore } from 'react'
import type { GradioClient } from '@gradio-stream/client/internal/client'
import type { AnyEndpoint, EndpointType } from '@gradio-stream/client/internal/protocol/endpoint-type'
import { FollowedStream } from './followed-stream.ts'
import { useGradioEnvironment } from './gradio-environment.ts'
import type { GradioStream } from './gradio-stream.ts'

interface Held {
  readonly client: GradioClient
  readonly token: string
  readonly store: FollowedStream
}

/**
 * Follows a run that a server began with `relay.submit`, by the token that it gave: on any device, after a reload, from
 * the run's first message. The result is that of `useGradioStream`. `followed` tells what the token allows; `submit`
 * does nothing, and `submitAsync` rejects. Unmounting only stops following.
 *
 * @example
 * ```tsx
 * const { state, data, cancel, followed } = useGradioFollow(token)
 * ```
 */
export function useGradioFollow<Endpoint extends EndpointType = AnyEndpoint>(token: string): GradioStream<Endpoint> {
  const { client } = useGradioEnvironment()
  const create = (): Held => ({ client, token, store: new FollowedStream(client, token) })
  const [held, setHeld] = useState(create)
  let open = held
  if (held.client !== client || held.token !== token) {
    open = create()
    setHeld(open)
  }
  const { store } = open
  // A hidden component is not gone: React undoes its effects, but not this one (docs/decisions/028).
  useInsertionEffect(() => store.hold(), [store])
  useEffect(() => store.follow(), [store])
  // The type is the caller's word for what the endpoint gives.
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot) as unknown as GradioStream<Endpoint>
}
