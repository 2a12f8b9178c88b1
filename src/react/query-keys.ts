/** The keys under which React Query knows what this library asks and sends; what an application needs to invalidate or filter. */

/** Keys of this library's queries and mutations. The relay is part of them: the same app may look different through another one. */
export const gradioKeys = {
  /** Everything of this library. */
  all: ['gradio'] as const,
  /** Discovery of one app through one relay (`null`: direct). */
  discovery(backendUrl: string | null, app: string): readonly ['gradio', 'discovery', string | null, string] {
    return ['gradio', 'discovery', backendUrl, app]
  },
  /** What is said of an app while its discovery waits for it. Written, never asked for. */
  appState(backendUrl: string | null, app: string): readonly ['gradio', 'app-state', string | null, string] {
    return ['gradio', 'app-state', backendUrl, app]
  },
  /** Submissions to one endpoint. */
  submit(backendUrl: string | null, app: string, endpoint: string): readonly ['gradio', 'submit', string | null, string, string] {
    return ['gradio', 'submit', backendUrl, app, endpoint]
  },
} as const
