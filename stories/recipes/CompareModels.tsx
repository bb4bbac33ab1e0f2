import { useState } from 'react'
import { ChatRoot, Composer, MessageList } from '../../src/components/index.js'
import { TogetherModelPicker } from '../../src/components/models/index.js'
import { useModelComparison, useTogetherChat } from '../../src/hooks/index.js'
import './compare.css'

/** Two models answer each message side by side; the chat goes on with the reply which is picked. */
export function CompareModels() {
  const [first, setFirst] = useState('openai/gpt-oss-20b')
  const [second, setSecond] = useState('deepseek-ai/DeepSeek-V3.1')
  const { chat } = useTogetherChat(useModelComparison([first, second]))
  return (
    <ChatRoot chat={chat} className="compare">
      <div className="compare-models">
        <TogetherModelPicker value={first} onValueChange={setFirst} />
        <TogetherModelPicker value={second} onValueChange={setSecond} />
      </div>
      <MessageList />
      <Composer />
    </ChatRoot>
  )
}
