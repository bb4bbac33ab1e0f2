import { marked } from 'marked'
import { memo, useMemo } from 'react'
import ReactMarkdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { defineAiSdkPage } from '../shared/AiSdkPage.jsx'

const plugins = [remarkGfm]

function Text({ text }) {
  return <ReactMarkdown remarkPlugins={plugins}>{text}</ReactMarkdown>
}

/** As the AI SDK's cookbook has it: https://ai-sdk.dev/cookbook/next/markdown-chatbot-with-memoization */
function BlockText({ text }) {
  const blocks = useMemo(() => marked.lexer(text).map((token) => token.raw), [text])
  // biome-ignore lint/suspicious/noArrayIndexKey: blocks keep their places
  return blocks.map((block, place) => <Block key={place} text={block} />)
}

const Block = memo(Text)

defineAiSdkPage(Text, BlockText)
