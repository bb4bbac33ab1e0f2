/**
 * Resolves with the time at which what the page shows was painted: at the end of the first frame which has it.
 *
 * @param {() => boolean} isThere  cheap: it is asked twice a frame
 * @returns {Promise<number>}
 */
export function untilPainted(isThere) {
  return new Promise((resolve) => {
    let wasThere = false
    // A message sent from within a frame arrives once it has been laid out and painted.
    const { port1: frameEnd, port2: frame } = new MessageChannel()
    function look() {
      wasThere = isThere()
      frame.postMessage(null)
    }
    frameEnd.onmessage = () => {
      if (!wasThere && !isThere()) return requestAnimationFrame(look)
      frameEnd.close()
      resolve(performance.now())
    }
    requestAnimationFrame(look)
  })
}

/** How many text nodes stand after the last message at most: labels of buttons, readings. */
const reach = 64

/**
 * The text node near the end of `#thread` which has these words. It reads the ends of a few nodes only, so that asking
 * costs the same in a thread of any length.
 *
 * @param {string} words
 * @returns {Text | null}
 */
export function findAtEnd(words) {
  const thread = document.getElementById('thread')
  if (!thread) return null
  const walker = document.createTreeWalker(thread, NodeFilter.SHOW_TEXT)
  /** @type {Node | null} */
  let node = thread
  while (node.lastChild) node = node.lastChild
  walker.currentNode = node
  for (let step = 0; step < reach && node; step++) {
    if (node instanceof Text && endOf(node).includes(words)) return node
    node = walker.previousNode()
  }
  return null
}

/** @param {Text} node */
function endOf(node) {
  return node.substringData(Math.max(0, node.length - 200), 200)
}

/** Whether a text can be seen where the page is scrolled to. @param {Text | null} node */
export function isInView(node) {
  if (!node) return false
  const range = document.createRange()
  range.selectNodeContents(node)
  const { top, bottom, height } = range.getBoundingClientRect()
  return height > 0 && bottom > 0 && top < innerHeight
}
