/** The Gradio app that the documents speak of: it writes a caption word by word, and a second endpoint takes it. */
import { completed, createScenarioServer, edited, generating, type Scenario, starting } from '@gradio-stream/testing'

/** The address that snippets write. What runs them puts another in its place. */
export const DOCUMENTED_APP = 'https://owner-space.hf.space'

const predict: Scenario = {
  name: 'predict',
  isGenerator: true,
  parameters: [
    { name: 'prompt', label: 'Prompt', component: 'textbox', value: '' },
    { name: 'steps', label: 'Steps', component: 'slider', value: 4, props: { minimum: 1, maximum: 50, step: 1 } },
  ],
  returns: [{ name: 'caption', label: 'Caption', component: 'textbox' }],
  steps: ([prompt, steps]) => {
    const [first = '', ...rest] = `${String(prompt)}, in ${String(steps)} steps`.split(/(?= )/u)
    return [
      ...starting(),
      generating(20, [first]),
      ...rest.map((word) => edited(5, [['append', [], word]])),
      completed(5, [[first, ...rest].join('')]),
    ]
  },
}

const translate: Scenario = {
  name: 'translate',
  parameters: [
    { name: 'text', label: 'Text', component: 'textbox' },
    { name: 'language', label: 'Language', component: 'dropdown', value: 'de', props: { choices: ['de', 'fr'] } },
  ],
  returns: [{ name: 'translation', label: 'Translation', component: 'textbox' }],
  steps: ([text, language]) => [...starting(), completed(10, [`${String(language)}: ${String(text)}`])],
}

export const captionApp = () => createScenarioServer({ scenarios: [predict, translate], title: 'Caption' })
