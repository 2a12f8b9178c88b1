/** `<LiveExample name="…" />` in a page: React takes over its box once the page is in a browser. */
import { defineComponent, h, onBeforeUnmount, onMounted, ref } from 'vue'

export const LiveExample = defineComponent({
  name: 'LiveExample',
  props: { name: { type: String, required: true } },
  setup(props) {
    const box = ref<HTMLElement>()
    let leave: (() => void) | undefined
    let isGone = false
    onMounted(async () => {
      // The server build must not take React and the library in.
      if (import.meta.env.SSR) return
      const { mountExample } = await import('../live/mount-example.tsx')
      if (box.value && !isGone) leave = mountExample(box.value, props.name)
    })
    onBeforeUnmount(() => {
      isGone = true
      leave?.()
    })
    return () => h('div', { class: 'live vp-raw', ref: box })
  },
})
