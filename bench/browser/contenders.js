/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} page  its folder in pages/
 * @property {object} [options]  for `__mount`
 * @property {'floor' | 'ours' | 'peer'} kind
 * @property {boolean} [isDefault]  as the peer's documentation has it, without tuning
 * @property {boolean} [isCombined]  shown beside the settings which the marks are about
 * @property {boolean} [isExtra]  measured when `--pages` names it
 * @property {boolean} [isGuest]  measured in scenarios alone which name its page
 */

/** @type {Contender} */
export const floor = { name: 'plain-text floor', page: 'floor', kind: 'floor' }
/** @type {Contender} */
export const dropIn = { name: 'together-react, drop-in', page: 'ours-drop-in', kind: 'ours' }
/** @type {Contender} */
export const playground = { name: 'playground, production build', page: 'playground', kind: 'ours', isGuest: true }
/** @type {Contender} */
const hooks = { name: 'together-react, hooks and a plain list', page: 'ours-hooks', kind: 'ours' }

/** @type {readonly Contender[]} */
export const contenders = [
  floor,
  dropIn,
  hooks,
  playground,
  ...variantsOf('AI SDK + react-markdown', 'ai-sdk-react-markdown'),
  ...variantsOf('AI SDK + Streamdown', 'ai-sdk-streamdown'),
  { name: 'assistant-ui', page: 'assistant-ui', kind: 'peer', isDefault: true },
  {
    name: 'AI SDK + react-markdown by blocks, throttle: 50',
    page: 'ai-sdk-react-markdown',
    options: { blocks: true, throttle: 50 },
    kind: 'peer',
    isExtra: true,
  },
]

/** What they are made of. */
export const packages = [
  'react',
  'ai',
  '@ai-sdk/react',
  'react-markdown',
  'remark-gfm',
  'streamdown',
  '@assistant-ui/react',
  '@assistant-ui/react-markdown',
]

/** @param {string} name @param {string} page @returns {Contender[]} */
function variantsOf(name, page) {
  return [
    { name, page, kind: 'peer', isDefault: true },
    { name: `${name}, throttle: 50`, page, options: { throttle: 50 }, kind: 'peer' },
    { name: `${name}, content-visibility`, page, options: { contentVisibility: true }, kind: 'peer' },
    {
      name: `${name}, both`,
      page,
      options: { throttle: 50, contentVisibility: true },
      kind: 'peer',
      isCombined: true,
    },
  ]
}
