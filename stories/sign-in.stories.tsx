/**
 * Before a run: who is signed in, whether a sign-in is required or possible, the form for it, and the remaining GPU
 * time.
 */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { QueryClient } from '@tanstack/react-query'
import { expect } from 'storybook/test'
import { GradioProcess, gradioKeys, GradioProvider, GradioStreamError } from '../src/react/index.ts'
import type { AppDescription, GradioProviderProps, SignInFault } from '../src/react/index.ts'
import { app, NOW, parameter, stillClock, summarise } from './fixtures.ts'
import { failedWith, stream, undiscovered } from './states.ts'

interface Args {
  /** What the app says of itself. */
  told: Partial<AppDescription>
  /** What its endpoint says of the caller's token. */
  oauthToken: 'required' | 'optional' | undefined
  /** Options of the page. */
  page: GradioProviderProps
  locale: string
}

const DIRECT: Partial<AppDescription> = {
  address: 'https://owner-space.hf.space',
  route: 'direct',
  rootUrl: 'https://owner-space.hf.space',
  apiUrl: 'https://owner-space.hf.space/gradio_api',
  space: 'owner/space',
}

const meta: Meta<Args> = {
  title: 'Parts/Sign-in',
  args: { told: {}, oauthToken: undefined, page: {}, locale: 'en' },
  parameters: { controls: { exclude: ['told', 'page'] } },
  render: ({ told, oauthToken, page, locale }) => {
    const described = { ...app, ...told }
    const endpoint = { ...summarise, parameters: [parameter('textbox', 'Text')], ...(oauthToken ? { oauthToken } : {}) }
    const discovery = { status: 'success' as const, isFetching: false, data: described, error: null, refetch: () => {} }
    return (
      <div style={{ maxInlineSize: 560 }} dir={locale === 'ar' ? 'rtl' : 'ltr'}>
        <GradioProvider {...page}>
          <GradioProcess.View stream={stream({ endpoint, discovery })} clock={stillClock} locale={locale} layout="inline">
            <GradioProcess.Form>
              <div className="rgs-actions">
                <GradioProcess.Submit />
              </div>
            </GradioProcess.Form>
          </GradioProcess.View>
        </GradioProvider>
      </div>
    )
  },
}
export default meta

type Story = StoryObj<Args>

export const SignedIn: Story = {
  args: { told: { user: 'ann' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Signed in as ann')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Sign out' })).toBeVisible()
  },
}
export const TokenRequired: Story = {
  args: { told: DIRECT, oauthToken: 'required' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This app wants you to sign in with Hugging Face.')).toBeVisible()
    // This page gets none of the app's cookies: a sign-in there would be of no use here.
    await expect(canvas.getByRole('link', { name: 'Open the app' })).toHaveAttribute('href', 'https://owner-space.hf.space')
  },
}
export const TokenOptional: Story = { args: { told: DIRECT, oauthToken: 'optional' } }
export const WayInHere: Story = {
  args: { told: { ...DIRECT, hasLoginButton: true }, oauthToken: 'required', page: { credentials: 'include' } },
  play: async ({ canvas }) => {
    const link = await canvas.findByRole('link', { name: 'Sign in' })
    await expect(link).toHaveAttribute('href', 'https://owner-space.hf.space/login/huggingface')
  },
}
export const TokenGiven: Story = { args: { told: DIRECT, oauthToken: 'required', page: { oauthToken: 'hf_story' } } }
export const LoginButton: Story = { args: { told: { ...DIRECT, hasLoginButton: true } } }

function withQuota(quota: object): GradioProviderProps {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  queryClient.setQueryData(gradioKeys.gpuQuota('owner/space'), quota)
  return { queryClient, hubToken: () => 'hf_story', fetch: () => Promise.reject(new TypeError('no network in stories')) }
}
export const GpuTimeLeft: Story = {
  args: {
    told: DIRECT,
    page: withQuota({ totalMs: 2_400_000, leftMs: 725_000, resetsAt: NOW + 3 * 3_600_000, overMs: 0 }),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/GPU time left: .* of .*It comes back in about/)).toBeVisible()
  },
}
export const NoGpuTimeLeft: Story = {
  args: { told: DIRECT, page: withQuota({ totalMs: 2_400_000, leftMs: 0, resetsAt: null, overMs: null }) },
}

const wants = (reason?: SignInFault): GradioStreamError =>
  new GradioStreamError('login-required', {
    message: 'The app at https://members.example wants a login (401); it says: Members only.',
    details: { url: 'https://members.example/config', status: 401, authMessage: reason ? undefined : 'Members only', reason },
  })

function ErrorStory({ error, locale = 'en' }: { error: GradioStreamError; locale?: string }) {
  const given =
    error.details.status === 401 && !('reason' in error.details && error.details.reason) ? undiscovered(error) : failedWith(error)
  return (
    <div style={{ maxInlineSize: 560 }} dir={locale === 'ar' ? 'rtl' : 'ltr'}>
      <GradioProcess.View stream={given} app="https://members.example" clock={stillClock} locale={locale} layout="inline">
        <GradioProcess.Error />
      </GradioProcess.View>
    </div>
  )
}
export const UserAndPassword: Story = {
  render: () => <ErrorStory error={wants()} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByLabelText('User name')).toBeVisible()
    await expect(canvas.getByLabelText('Password')).toHaveAttribute('type', 'password')
  },
}
export const SignedOut: Story = { render: () => <ErrorStory error={wants('signed-out')} /> }
export const SignedOutMidway: Story = { render: () => <ErrorStory error={wants('signed-out-midway')} /> }
