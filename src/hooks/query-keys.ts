/** The React Query keys of this library's queries and mutations, for applications that invalidate or filter them. */

/**
 * Keys of this library's queries and mutations. The relay is a part of them: the same app may look different through
 * another one.
 */
export const gradioKeys = {
  /** Everything of this library. */
  all: ['gradio'] as const,
  /** Discovery of one app through one relay (`null`: direct). */
  discovery(backendUrl: string | null, app: string): readonly ['gradio', 'discovery', string | null, string] {
    return ['gradio', 'discovery', backendUrl, app]
  },
  /** The state of an app while its discovery waits. Written by the discovery, never fetched. */
  appState(backendUrl: string | null, app: string): readonly ['gradio', 'app-state', string | null, string] {
    return ['gradio', 'app-state', backendUrl, app]
  },
  /** The remaining GPU time for runs of a Space (`null`: no Space). */
  gpuQuota(space: string | null): readonly ['gradio', 'gpu-quota', string | null] {
    return ['gradio', 'gpu-quota', space]
  },
  /** Submissions to one endpoint. */
  submit(backendUrl: string | null, app: string, endpoint: string): readonly ['gradio', 'submit', string | null, string, string] {
    return ['gradio', 'submit', backendUrl, app, endpoint]
  },
} as const
