/** A picture to draw on, made here so that no story fetches anything. */
export async function scene(width = 480, height = 320): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  const fill = (color: string, draw: (at: CanvasRenderingContext2D) => void): void => {
    if (!context) return
    context.fillStyle = color
    draw(context)
  }
  fill('#bcd7ee', (at) => at.fillRect(0, 0, width, height))
  fill('#f6c453', (at) => {
    at.beginPath()
    at.arc(width * 0.78, height * 0.25, height * 0.11, 0, Math.PI * 2)
    at.fill()
  })
  fill('#5f8d6b', (at) => {
    at.beginPath()
    at.moveTo(0, height * 0.75)
    at.quadraticCurveTo(width * 0.3, height * 0.4, width * 0.6, height * 0.72)
    at.quadraticCurveTo(width * 0.8, height * 0.55, width, height * 0.66)
    at.lineTo(width, height)
    at.lineTo(0, height)
    at.fill()
  })
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  return new File(blob ? [blob] : [], 'hills.png', { type: 'image/png' })
}
